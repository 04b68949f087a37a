#include "catalog/name_uses.hpp"

#include "catalog/catalog.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/ticket_table.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace arc;

namespace {

std::int64_t records(const std::vector<NameUses::Use>& uses, NameKind kind, const std::string& name) {
    std::int64_t sum = 0;
    for (const NameUses::Use& use : uses) {
        sum += use.kind == kind && use.name == name ? use.records : 0;
    }
    return sum;
}

}  // namespace

TEST_CASE("names of a profile are counted where records use them, and changed there") {
    const TempFolder folder;
    Db db = create_catalog(folder.path() / "catalog.db");
    Profile profile;
    Field tariff;
    tariff.name = "tariff";
    tariff.list = "tariff";
    profile.subject.fields = {tariff};
    Customer customer;
    customer.number = "1";
    customer.state.since = "2026-01-05";
    customer.state.class_name = "high";
    customer.state.fields = R"({"tariff":"home","line":"A \"1\""})";
    CustomerTable customers(db);
    customers.add(customer);
    Ticket ticket;
    ticket.number = "T1";
    ticket.type = "high-new";
    ticket.opened = "2026-01-05";
    ticket.stage = "accepted";
    ticket.fields = R"({"power":"5"})";
    ticket.id = TicketTable(db).add(ticket);
    TicketTable(db).enter_stage(ticket.id, "accepted", "2026-01-05T00:00:00.000Z");

    NameUses names(db, profile);
    const std::vector<NameUses::Use> uses = names.count();
    CHECK(records(uses, NameKind::customer_class, "high") == 1);
    CHECK(records(uses, NameKind::customer_field, "line") == 1);
    CHECK(records(uses, NameKind::list_value, "tariff/home") == 1);
    CHECK(records(uses, NameKind::stage, "high-new/accepted") == 2);
    CHECK(records(uses, NameKind::ticket_field, "high-new/power") == 1);

    CHECK(names.rename(NameKind::ticket_type, "high-new", "high") == 1);
    CHECK(names.rename(NameKind::stage, "high-new/accepted", "high/received") == 2);
    CHECK(names.rename(NameKind::customer_field, "line", "feeder") == 1);
    CHECK(names.rename(NameKind::list_value, "tariff/home", "tariff/household") == 1);
    CHECK(names.rename(NameKind::ticket_field, "high-new/power", "high/load") == 1);
    CHECK(TicketTable(db).find(ticket.id)->stage == "received");
    CHECK(TicketTable(db).find(ticket.id)->fields == R"({"load":"5"})");
    CHECK(TicketTable(db).stages(ticket.id).front().stage == "received");
    CHECK(customers.find("1")->state.fields == R"({"tariff":"household","feeder":"A \"1\""})");
}
