#include "catalog/step_table.hpp"

#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "support/archive_maker.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

// A ticket with two papers, the second one in a volume.
struct Bag {
    Bag() : made(demo_profile()) {
        made.change("fill", [&](RowMaker& rows) {
            person = rows.person("chen", "陈");
            ticket = rows.ticket("T1", {}, "high-new", "2026-01-01");
            Volume volume_row;
            volume_row.code = "V1";
            volume = VolumeTable(rows.db()).put(volume_row);
            Document document;
            document.type = "contract";
            document.ticket = ticket;
            loose = rows.document(document);
            document.volume = volume;
            bound = rows.document(document);
        });
    }
    void scan(Thing thing, const std::string& step, const std::string& at) {
        made.change("step", [&](RowMaker& rows) { StepTable(rows.db()).add({0, thing, step, person, at}); });
    }
    std::string way(Thing thing) {
        std::string words;
        for (const StepScan& scan : StepTable(made.archive().db()).way_of(thing)) {
            words += (words.empty() ? "" : " ") + scan.step;
        }
        return words;
    }
    std::vector<std::string> in_hand() {
        std::vector<std::string> things;
        StepTable(made.archive().db()).for_each_in_hand("shelve", [&](const StepScan& scan) {
            things.push_back(to_text(scan.thing) + " " + scan.step);
        });
        return things;
    }

    RowArchive made;
    std::int64_t person = 0;
    std::int64_t ticket = 0;
    std::int64_t volume = 0;
    std::int64_t loose = 0;
    std::int64_t bound = 0;
};

}  // namespace

TEST_CASE("a paper goes its way with its ticket and its volume") {
    Bag bag;
    bag.scan({ThingKind::ticket, bag.ticket}, "prestore", "2026-01-05T01:00:00.000Z");
    bag.scan({ThingKind::document, bag.bound}, "sort", "2026-01-05T02:00:00.000Z");
    bag.scan({ThingKind::volume, bag.volume}, "enter", "2026-01-05T03:00:00.000Z");
    CHECK(bag.way({ThingKind::document, bag.bound}) == "prestore sort enter");
    CHECK(bag.way({ThingKind::document, bag.loose}) == "prestore");
    CHECK(bag.way({ThingKind::volume, bag.volume}) == "prestore sort enter");
    CHECK(bag.way({ThingKind::ticket, bag.ticket}) == "prestore");
}

TEST_CASE("in hand is what has not come to the last step, in the bag it lies in now") {
    Bag bag;
    bag.scan({ThingKind::ticket, bag.ticket}, "prestore", "2026-01-05T01:00:00.000Z");
    CHECK(bag.in_hand() == std::vector<std::string>{"ticket:1 prestore"});
    bag.scan({ThingKind::document, bag.bound}, "sort", "2026-01-05T02:00:00.000Z");
    bag.scan({ThingKind::document, bag.loose}, "sort", "2026-01-05T02:00:00.000Z");
    CHECK(bag.in_hand() == std::vector<std::string>{"document:2 sort", "document:1 sort"});
    bag.scan({ThingKind::volume, bag.volume}, "shelve", "2026-01-05T03:00:00.000Z");
    CHECK(bag.in_hand() == std::vector<std::string>{"document:1 sort"});
}

TEST_CASE("a person's scans know the thing's scan before") {
    Bag bag;
    bag.scan({ThingKind::document, bag.loose}, "prestore", "2026-01-05T01:00:00.000Z");
    bag.scan({ThingKind::document, bag.loose}, "sort", "2026-01-05T02:00:00.000Z");
    std::vector<std::string> scans;
    StepTable(bag.made.archive().db())
        .for_each_of_person(bag.person, "2026-01-05T01:30:00.000Z", "", [&](const TimedScan& scan) {
            scans.push_back(scan.step + " " + scan.at + " after " + scan.before);
        });
    CHECK(scans == std::vector<std::string>{"sort 2026-01-05T02:00:00.000Z after 2026-01-05T01:00:00.000Z"});
}

TEST_CASE("the scan before may be that of another label on the paper's way") {
    Bag bag;
    bag.scan({ThingKind::ticket, bag.ticket}, "prestore", "2026-01-05T01:00:00.000Z");
    bag.scan({ThingKind::document, bag.bound}, "sort", "2026-01-05T02:00:00.000Z");
    bag.scan({ThingKind::volume, bag.volume}, "enter", "2026-01-05T03:00:00.000Z");
    std::vector<std::string> scans;
    StepTable(bag.made.archive().db()).for_each_of_person(bag.person, "", "", [&](const TimedScan& scan) {
        scans.push_back(scan.step + " after " + scan.before);
    });
    CHECK(scans == std::vector<std::string>{"prestore after ", "sort after 2026-01-05T01:00:00.000Z",
                                            "enter after 2026-01-05T02:00:00.000Z"});
}
