// seed_archive ARCHIVE < ROWS: customers and tickets for tests, tab-separated:
//   customer NUMBER NAME [CLASS]
//   ticket NUMBER CUSTOMER TYPE
// One event, of 2026-01-05T08:00:00Z.

#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/change.hpp"

#include <cstdio>
#include <exception>
#include <iostream>
#include <string>

namespace {

using namespace arc;

void add_customer(Change& change, const std::vector<std::string>& fields) {
    Customer customer;
    customer.number = fields.at(1);
    customer.state.since = "2026-01-01";
    customer.state.name = fields.at(2);
    customer.state.class_name = fields.size() > 3 ? fields[3] : std::string();
    change.about({ThingKind::customer, CustomerTable(change.db()).add(customer)});
}

void add_ticket(Change& change, const std::vector<std::string>& fields) {
    Ticket ticket;
    ticket.number = fields.at(1);
    ticket.customer = CustomerTable(change.db()).find(fields.at(2)).value().id;
    ticket.type = fields.at(3);
    ticket.opened = "2026-01-02";
    change.about({ThingKind::ticket, TicketTable(change.db()).add(ticket)});
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fputs("usage: seed_archive ARCHIVE < ROWS\n", stderr);
        return 2;
    }
    try {
        const FixedClock clock(parse_instant("2026-01-05T08:00:00Z").value_or_throw());
        Caller caller;
        caller.tool = "seed_archive";
        caller.account = caller.host = "test";
        caller.clock = &clock;
        Archive archive = Archive::open({words[1]}, Access::write);
        Operation operation(caller, "seed");
        Change change(archive, operation);
        for (std::string line; std::getline(std::cin, line);) {
            const std::vector<std::string> fields = split(line, '\t');
            if (fields[0] == "customer") {
                add_customer(change, fields);
            } else {
                add_ticket(change, fields);
            }
        }
        change.commit();
        return 0;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "seed_archive: %s\n", trouble.what());
        return 3;
    }
}
