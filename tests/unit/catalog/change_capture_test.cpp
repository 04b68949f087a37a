#include "catalog/change_capture.hpp"

#include "catalog/catalog.hpp"
#include "catalog/catalog_check.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/name_uses.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "record/event_codec.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

struct Catalog {
    TempFolder folder;
    Db db = create_catalog(folder.path() / "catalog.db");
};

Customer customer(const std::string& number, const std::string& name) {
    Customer one;
    one.number = number;
    one.state.since = "2026-01-05";
    one.state.name = name;
    return one;
}

// Does `work`, then undoes and redoes it by what was captured, on the way through the journal's encoding.
template <class Work>
void check_there_and_back(Db& db, Work work) {
    const std::vector<std::string> before = dump(db);
    ChangeCapture capture(db);
    work();
    const std::vector<std::string> after = dump(db);
    Event event;
    event.n = 1;
    event.changes = capture.take();
    const std::vector<RowChange> changes = decode_event(encode_event(event)).value_or_throw().changes;
    CHECK(changes == event.changes);
    REQUIRE(reverse_changes(db, changes).ok());
    CHECK(dump(db) == before);
    REQUIRE(apply_changes(db, changes).ok());
    CHECK(dump(db) == after);
}

}  // namespace

TEST_CASE("what tables do to rows is captured, reversed and applied again") {
    Catalog catalog;
    Db& db = catalog.db;
    CustomerTable customers(db);
    const std::int64_t id = customers.add(customer("1", "王伟"));
    check_there_and_back(db, [&] {
        customers.add(customer("2", "李娜"));
        CustomerState next = customers.find(id)->state;
        next.name = "王小伟";
        next.since = "2026-02-01";
        customers.change(id, next);
        customers.renumber(id, "3");
        const std::int64_t person = PersonTable(db).put({0, "zhang", "张三", std::nullopt, "{}", "", "", {}});
        PersonTable(db).add_role(person, "admin");
        PersonTable(db).remove_role(person, "admin");
        customers.assign(id, person);
    });
}

TEST_CASE("rows whose key changes are captured too") {
    Catalog catalog;
    Db& db = catalog.db;
    Ticket ticket;
    ticket.number = "T1";
    ticket.type = "high-new";
    ticket.opened = "2026-01-05";
    ticket.stage = "accepted";
    TicketTable tickets(db);
    ticket.id = tickets.add(ticket);
    tickets.enter_stage(ticket.id, "accepted", "2026-01-05T00:00:00.000Z");
    check_there_and_back(db, [&] { db.execute("UPDATE ticket_stage SET stage = 'received'"); });
    Profile profile;
    check_there_and_back(db,
                         [&] { NameUses(db, profile).rename(NameKind::stage, "high-new/received", "high-new/begun"); });
    CHECK(tickets.stages(ticket.id).front().stage == "begun");
}

TEST_CASE("a row changed since is named and nothing guessed") {
    Catalog catalog;
    Db& db = catalog.db;
    CustomerTable customers(db);
    std::vector<RowChange> changes;
    {
        ChangeCapture capture(db);
        customers.add(customer("1", "王伟"));
        changes = capture.take();
    }
    customers.set_opened_closed(1, "2020-01-01", "");
    const Result<Done> reversed = reverse_changes(db, {changes[2]});
    REQUIRE_FALSE(reversed.ok());
    CHECK(reversed.error().message() ==
          "customer 1: has been changed since; undo the later change first (arc-find history)");
}

TEST_CASE("a statement that leaves a row as it was is no change") {
    Catalog catalog;
    CustomerTable customers(catalog.db);
    const std::int64_t id = customers.add(customer("1", "王伟"));
    ChangeCapture capture(catalog.db);
    customers.change(id, customers.find(id)->state);
    catalog.db.execute("UPDATE customer SET number = number");
    CHECK(capture.count() == 0);
}

TEST_CASE("a change on the same day corrects the state but for the name, on a later day it follows it") {
    Catalog catalog;
    CustomerTable customers(catalog.db);
    const std::int64_t id = customers.add(customer("1", "王伟"));
    CustomerState next = customers.find(id)->state;
    next.address = "南湖路1号";
    customers.change(id, next);
    CHECK(customers.history(id).size() == 1);
    next.name = "王小为";
    next.since = "2026-03-01";
    customers.change(id, next);
    const std::vector<CustomerState> history = customers.history(id);
    REQUIRE(history.size() == 2);
    CHECK(history[0].until == "2026-03-01");
    CHECK(history[1].name == "王小为");
    CHECK(history[1].until.empty());
}

TEST_CASE("numbers given out one by one are told as one change of their counter") {
    Catalog catalog;
    Db& db = catalog.db;
    next_number(db, "page");
    check_there_and_back(db, [&] {
        for (int i = 0; i < 5; ++i) {
            next_number(db, "page");
            next_number(db, "object");
        }
    });
    ChangeCapture capture(db);
    next_numbers(db, "page", 3);
    next_number(db, "object");
    next_number(db, "page");
    const std::vector<RowChange> changes = capture.take();
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].before == std::vector<Cell>{std::string("page"), std::int64_t{7}});
    CHECK(changes[0].after == std::vector<Cell>{std::string("page"), std::int64_t{11}});
}
