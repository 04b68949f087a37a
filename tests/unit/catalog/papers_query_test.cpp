#include "catalog/papers_query.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/ticket_table.hpp"
#include "support/archive_maker.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace arc;

namespace {

// The same numbers each run, whatever the library.
class Chance {
public:
    explicit Chance(std::uint32_t seed) : state_(seed) {}
    int below(int limit) {
        state_ = state_ * 1664525U + 1013904223U;
        return static_cast<int>((state_ >> 8) % static_cast<std::uint32_t>(limit));
    }

private:
    std::uint32_t state_;
};

void fill_by_chance(RowMaker& rows, Chance& chance) {
    const std::vector<std::string> types{"application", "identity", "contract", "photo"};
    const std::vector<std::int64_t> batches{rows.batch("B1"), rows.batch("B2", BatchState::open)};
    std::vector<std::int64_t> customers;
    for (int i = 0; i < 4; ++i) {
        customers.push_back(rows.customer("330400000" + std::to_string(i), "客户" + std::to_string(i)));
    }
    std::vector<std::int64_t> tickets;
    std::vector<std::int64_t> documents;
    for (int i = 0; i < 9; ++i) {
        std::vector<RowMaker::Stage> stages;
        for (int stage = chance.below(3); stage > 0; --stage) {
            stages.push_back({"s" + std::to_string(stage), "2026-01-0" + std::to_string(4 - stage) + "T01:00:00.000Z"});
        }
        const std::optional<std::int64_t> customer =
            chance.below(5) == 0 ? std::nullopt : std::optional(customers[static_cast<std::size_t>(chance.below(4))]);
        tickets.push_back(rows.ticket("T" + std::to_string(i), customer, "high-new", "2026-01-01", stages));
    }
    for (int i = 0; i < 30; ++i) {
        Document document;
        document.type = types[static_cast<std::size_t>(chance.below(4))];
        if (chance.below(4) == 0) {
            document.customer = customers[static_cast<std::size_t>(chance.below(4))];
        } else {
            document.ticket = tickets[static_cast<std::size_t>(chance.below(9))];
        }
        if (chance.below(3) == 0) {
            document.sides = chance.below(4);
        }
        if (chance.below(6) == 0) {
            document.withdrawn = "wrong customer";
        }
        documents.push_back(rows.document(document));
        const int pages = chance.below(4);
        rows.pages(batches[static_cast<std::size_t>(chance.below(2))], documents.back(), pages,
                   pages == 0 ? 0 : chance.below(pages));
    }
    for (int i = 0; i < 8; ++i) {
        DocumentTable(rows.db()).serve(documents[static_cast<std::size_t>(chance.below(30))],
                                       tickets[static_cast<std::size_t>(chance.below(9))]);
        rows.waive("ticket:" + std::to_string(tickets[static_cast<std::size_t>(chance.below(9))]),
                   types[static_cast<std::size_t>(chance.below(4))]);
    }
}

std::vector<FiledPaper> one_by_one(const std::vector<CountedDocument>& counted) {
    std::vector<FiledPaper> papers;
    for (const CountedDocument& one : counted) {
        const Document& document = one.document;
        papers.push_back(
            {document.id, document.type, document.sides, document.fields, one.pages, one.blank_pages, one.provisional});
    }
    return papers;
}

}  // namespace

TEST_CASE("tickets read in bulk are what each of them is when asked alone") {
    for (const std::uint32_t seed : {1U, 2U, 3U}) {
        CAPTURE(seed);
        RowArchive made(demo_profile());
        Chance chance(seed);
        made.change("fill", [&](RowMaker& rows) { fill_by_chance(rows, chance); });
        Db& db = made.archive().db();
        TicketTable tickets(db);
        CustomerTable customers(db);
        std::int64_t last = 0;
        std::size_t met = 0;
        PapersQuery(db).for_each_ticket({}, [&](const FiledTicket& filed) {
            const std::int64_t id = filed.ticket.id;
            CAPTURE(id);
            CHECK(id > last);
            last = id;
            ++met;
            CHECK(filed.ticket.number == tickets.find(id)->number);
            CHECK(filed.customer.id == filed.ticket.customer.value_or(0));
            if (filed.ticket.customer) {
                CHECK(filed.customer.state.name == customers.find(*filed.ticket.customer)->state.name);
            }
            CHECK(filed.papers == one_by_one(DocumentTable(db).of_ticket(id)));
            CHECK(filed.stages.size() == tickets.stages(id).size());
            CHECK(filed.waivers.size() == WaiverTable(db).of_subject("ticket:" + std::to_string(id)).size());
            return true;
        });
        CHECK(met == tickets.page(0, 100).size());
    }
}

TEST_CASE("customers read in bulk have their own papers and those of their tickets that are asked for") {
    RowArchive made(demo_profile());
    Chance chance(7);
    made.change("fill", [&](RowMaker& rows) { fill_by_chance(rows, chance); });
    Db& db = made.archive().db();
    const std::vector<std::string> types{"contract", "photo"};
    std::size_t met = 0;
    PapersQuery(db).for_each_customer({}, types, [&](const FiledCustomer& filed) {
        ++met;
        CHECK(filed.papers == one_by_one(DocumentTable(db).of_customer(filed.customer.id)));
        std::size_t of_tickets = 0;
        for (const Ticket& ticket : TicketTable(db).of_customer(filed.customer.id)) {
            for (const CountedDocument& counted : DocumentTable(db).of_ticket(ticket.id)) {
                const bool own = counted.document.ticket == ticket.id;
                of_tickets += own && (counted.document.type == "contract" || counted.document.type == "photo") ? 1 : 0;
            }
        }
        CHECK(filed.ticket_papers.size() == of_tickets);
        return true;
    });
    CHECK(met == 4);
}

TEST_CASE("a range of ids and a callback that has enough end the reading") {
    RowArchive made(demo_profile());
    fill_demo(made);
    int met = 0;
    PapersQuery papers(made.archive().db());
    papers.for_each_ticket({2, 2}, [&](const FiledTicket& filed) {
        CHECK(filed.ticket.id == 2);
        ++met;
        return true;
    });
    CHECK(met == 1);
    papers.for_each_ticket({}, [&](const FiledTicket&) {
        ++met;
        return false;
    });
    CHECK(met == 2);
}
