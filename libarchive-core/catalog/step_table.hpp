#pragma once

#include "catalog/sqlite.hpp"
#include "model/step_scan.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// A scan, and when the paper was scanned before.
struct TimedScan {
    std::string step;
    std::string at;
    std::string before;  // instant of the scan before on the thing's way; "" for its first
};

// The way of the paper: scans of labels at the profile's steps.
class StepTable {
public:
    explicit StepTable(Db& db) : db_(&db) {}
    // Adds the scan; returns the id.
    std::int64_t add(const StepScan& scan);
    // Of the thing alone, oldest first.
    std::vector<StepScan> of(Thing thing);
    // The same with the scans of what it lies in or holds: a document goes its way with its ticket, volume or box, a
    // volume with its documents and their tickets, a box with its volumes and documents.
    std::vector<StepScan> way_of(Thing thing);
    // The last scan of each thing that has not come to `last_step`, oldest first. What has moved on in another bag (a
    // ticket in its documents, a document in its volume or box) is left out.
    void for_each_in_hand(const std::string& last_step, const std::function<void(const StepScan&)>& scan);
    // A person's scans from an instant on, before another ("" for no end), oldest first.
    void for_each_of_person(std::int64_t person, const std::string& since, const std::string& until,
                            const std::function<void(const TimedScan&)>& scan);

private:
    bool moved_on(const StepScan& scan);
    // The instant of the last scan before this one on its thing's way (way_of); "" for none.
    std::string scanned_before(const StepScan& scan);
    Db* db_;
};

// When a document's images came: the instant its earliest batch began, "" without any page in a closed batch.
std::string imaged_at(Db& db, std::int64_t document);

}  // namespace arc
