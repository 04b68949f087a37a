#pragma once

#include "catalog/sqlite.hpp"
#include "model/entry.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// Which entries; empty members do not narrow. Those that another entry puts right are left out unless asked for.
struct EntryFilter {
    std::string kind;
    std::string subject;     // "customer:3"
    std::string due_before;  // day: still to do, and due before it
    bool only_open = false;
    bool corrected_too = false;
};

// Records about things (记事) and their pictures.
class EntryTable {
public:
    explicit EntryTable(Db& db) : db_(&db) {}
    std::optional<Entry> find(std::int64_t id);
    // Adds the entry; returns the id.
    std::int64_t add(const Entry& entry);
    // Writes what changes when an entry that was to do is done: person, done, result and fields.
    void finish(const Entry& entry);
    // By due day and id; those without a day last. Returns false once `found` did.
    bool for_each(const EntryFilter& filter, const std::function<bool(const Entry&)>& found);
    // Not put right by another one, by id.
    std::vector<Entry> of_subject(const std::string& subject, const std::string& kind);
    // The last one done, by day and id, that no other puts right.
    std::optional<Entry> last_done(const std::string& subject, const std::string& kind);
    // The entry that puts this one right.
    std::optional<Entry> correction_of(std::int64_t id);

    void add_picture(std::int64_t entry, std::int64_t page);
    std::vector<std::int64_t> pictures(std::int64_t entry);  // pages, by id

private:
    std::vector<Entry> of_subject_where(std::string_view more, const std::string& subject, const std::string& kind);
    Db* db_;
};

}  // namespace arc
