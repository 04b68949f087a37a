#include "catalog/handover_table.hpp"

#include "catalog/catalog.hpp"
#include "catalog/handover_query.hpp"
#include "support/archive_maker.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

constexpr const char* morning = "2026-01-05T01:00:00.000Z";

// A closed ticket with two papers, and somebody who gives and takes.
struct Counter {
    Counter() : made(demo_profile()) {
        made.change("fill", [&](RowMaker& rows) {
            person = rows.person("chen", "陈");
            ticket = rows.ticket("T1", {}, "high-new", "2026-01-01");
            Statement(rows.db(), "UPDATE ticket SET closed = '2026-01-04'").run();
            Document document;
            document.type = "contract";
            document.ticket = ticket;
            first = rows.document(document);
            second = rows.document(document);
        });
    }
    // A list of this state with the paper on it.
    std::int64_t list(HandoverState state, std::int64_t document, ItemOutcome outcome,
                      HandoverKind kind = HandoverKind::delivery) {
        std::int64_t id = 0;
        made.change("handover", [&](RowMaker& rows) {
            Handover handover;
            id = handover.id = next_number(rows.db(), "handover");
            handover.code = "H" + std::to_string(id);
            handover.kind = kind;
            handover.state = state;
            handover.opened = handover.given = handover.taken = morning;
            HandoverTable table(rows.db());
            table.add(handover);
            HandoverItem item;
            item.handover = id;
            item.thing = {ThingKind::document, document};
            item.outcome = outcome;
            item.reason = outcome == ItemOutcome::rejected ? "mismatch" : "";
            table.add_item(item);
        });
        return id;
    }
    Db& db() { return made.archive().db(); }
    std::vector<std::int64_t> never() {
        std::vector<std::int64_t> documents;
        HandoverQuery(db()).for_each_never_handed_over([&](std::int64_t, std::int64_t document) {
            documents.push_back(document);
            return true;
        });
        return documents;
    }

    RowArchive made;
    std::int64_t person = 0;
    std::int64_t ticket = 0;
    std::int64_t first = 0;
    std::int64_t second = 0;
};

}  // namespace

TEST_CASE("a paper is handed over once a taken delivery accepted it") {
    Counter counter;
    HandoverQuery query(counter.db());
    counter.list(HandoverState::given, counter.first, ItemOutcome::accepted);
    CHECK_FALSE(query.is_handed_over(counter.first));
    counter.list(HandoverState::taken, counter.first, ItemOutcome::rejected);
    CHECK_FALSE(query.is_handed_over(counter.first));
    counter.list(HandoverState::taken, counter.first, ItemOutcome::accepted, HandoverKind::keeper);
    CHECK_FALSE(query.is_handed_over(counter.first));
    CHECK(query.not_handed_over(counter.ticket) == std::vector{counter.first, counter.second});
    counter.list(HandoverState::taken, counter.first, ItemOutcome::accepted);
    CHECK(query.is_handed_over(counter.first));
    CHECK(query.not_handed_over(counter.ticket) == std::vector{counter.second});
    CHECK(counter.never() == std::vector{counter.second});
}

TEST_CASE("what has no paper is never asked for") {
    Counter counter;
    counter.made.change("set", [&](RowMaker& rows) {
        Statement(rows.db(), "UPDATE document SET paper = 'returned' WHERE id = ?").bind(counter.first).run();
        Statement(rows.db(), "UPDATE document SET withdrawn = 'double' WHERE id = ?").bind(counter.second).run();
    });
    CHECK(HandoverQuery(counter.db()).not_handed_over(counter.ticket).empty());
    CHECK(counter.never().empty());
}

TEST_CASE("the catalog itself lets a thing wait on one list only") {
    Counter counter;
    counter.list(HandoverState::open, counter.first, ItemOutcome::waiting);
    CHECK_THROWS(counter.list(HandoverState::open, counter.first, ItemOutcome::waiting));
    counter.made.change("withdraw", [&](RowMaker& rows) { HandoverTable(rows.db()).withdraw_items(1); });
    CHECK_NOTHROW(counter.list(HandoverState::open, counter.first, ItemOutcome::waiting));
}

TEST_CASE("sent back is what was rejected and has not come again") {
    Counter counter;
    HandoverQuery query(counter.db());
    counter.list(HandoverState::taken, counter.first, ItemOutcome::rejected);
    CHECK(query.sent_back().size() == 1);
    const std::int64_t again = counter.list(HandoverState::open, counter.first, ItemOutcome::waiting);
    CHECK(query.sent_back().empty());
    counter.made.change("withdraw", [&](RowMaker& rows) { HandoverTable(rows.db()).withdraw_items(again); });
    CHECK(query.sent_back().size() == 1);
}

TEST_CASE("the newest list of a thing comes first, withdrawn ones not at all") {
    Counter counter;
    counter.list(HandoverState::taken, counter.first, ItemOutcome::rejected);
    counter.list(HandoverState::withdrawn, counter.first, ItemOutcome::withdrawn);
    counter.list(HandoverState::open, counter.first, ItemOutcome::waiting);
    HandoverTable table(counter.db());
    const auto lists = table.of_thing({ThingKind::document, counter.first});
    REQUIRE(lists.size() == 2);
    CHECK(lists.front().first.code == "H3");
    CHECK(lists.back().first.code == "H1");
    CHECK(table.pending_of({ThingKind::document, counter.first})->code == "H3");
    CHECK_FALSE(table.pending_of({ThingKind::document, counter.second}));
}

TEST_CASE("in somebody's name stands what they answer for and keep, and lists that nobody took") {
    Counter counter;
    HandoverQuery query(counter.db());
    CHECK(query.in_name_of(counter.person).empty());
    const std::int64_t back = counter.list(HandoverState::taken, counter.first, ItemOutcome::rejected);
    const std::int64_t given = counter.list(HandoverState::given, counter.second, ItemOutcome::waiting);
    counter.made.change("set", [&](RowMaker& rows) {
        for (const std::int64_t list : {back, given}) {
            HandoverTable(rows.db()).sign(list, {HandoverSide::giver, counter.person, {}, morning});
        }
        Statement(rows.db(), "UPDATE ticket SET responsible = ?").bind(counter.person).run();
    });
    const InNameOf held = query.in_name_of(counter.person);
    CHECK(held.tickets.empty());  // it is closed
    CHECK(held.documents == std::vector{counter.first});
    CHECK(held.handovers == std::vector{given});
    CHECK(held.things() == 1);
}
