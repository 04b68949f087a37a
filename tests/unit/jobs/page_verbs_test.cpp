#include "jobs/filing/page_verbs.hpp"

#include "catalog/document_table.hpp"
#include "jobs/filing/unsplit.hpp"
#include "unit/jobs/page_dice.hpp"

using namespace arc;

TEST_CASE("whatever people do to pages, each is in one place and the documents have no gaps") {
    for (const unsigned seed : {1U, 2U, 3U}) {
        PageOffice office;
        PageDice dice(office, seed);
        for (int i = 0; i < 120; ++i) {
            dice.roll();
            // A new document now and then, as merging uses them up.
            if (i % 20 == 19) {
                dice.model.documents[office.register_one("deed")] = {};
            }
            dice.compare();
        }
    }
}

TEST_CASE("a closed ticket takes nothing but what comes late") {
    PageOffice office;
    const std::int64_t document = office.register_one("paper");
    office.run([&](FilingRun& run) {
        return assign_pages(run, {"B1/1-2"}, {text(document), {}, {}, {}, {}}, std::nullopt);
    });
    {
        Operation operation(office.caller, "ticket close");
        Change change(*office.archive, operation);
        Ticket ticket = TicketTable(office.db()).find("T1").value();
        ticket.closed = "2026-01-05";
        TicketTable(office.db()).update(ticket);
        change.commit();
    }
    CHECK_FALSE(office.does([&](FilingRun& run) {
        return assign_pages(run, {"B1/3"}, {text(document), {}, {}, {}, {}}, std::nullopt);
    }));
    CHECK_FALSE(office.does([](FilingRun& run) { return drop_pages(run, {"B1/1"}); }));
    CHECK_FALSE(office.does([&](FilingRun& run) { return split_document(run, text(document), "B1/2", {}); }));
    CHECK_FALSE(office.does([&](FilingRun& run) { return set_document(run, text(document), {"title=x"}); }));
    DocumentRequest late;
    late.type = "paper";
    late.ticket = "T1";
    CHECK_FALSE(office.does([&](FilingRun& run) { return register_document(run, late); }));
    CHECK(office.does([&](FilingRun& run) { return supplement_document(run, late, {"B1/3"}); }));
    CHECK(DocumentTable(office.db()).of_ticket(1).size() == 2);
}

TEST_CASE("a split is undone unless people have worked on its documents since") {
    PageOffice office;
    office.split_as_filter(1, 3);
    office.split_as_filter(4, 5);
    const std::int64_t by_hand = office.register_one("deed");
    office.run([&](FilingRun& run) {
        return assign_pages(run, {"B1/6"}, {text(by_hand), {}, {}, {}, {}}, std::nullopt);
    });
    office.run([](FilingRun& run) { return unsplit_batch(run, "B1"); });
    CHECK(DocumentTable(office.db()).of_ticket(1).size() == 1);
    CHECK(order_of(office.db(), by_hand) == PageOrder{6});
    CHECK(PageTable(office.db()).count_unfiled(1) == pages_in_batch - 1);

    office.split_as_filter(1, 3);
    office.run([](FilingRun& run) { return drop_pages(run, {"B1/3"}); });
    CHECK_FALSE(office.does([](FilingRun& run) { return unsplit_batch(run, "B1"); }));
    CHECK(PageTable(office.db()).find(1)->role == PageRole::content);
}

TEST_CASE("a request key gives the first answer again and does nothing twice") {
    PageOffice office;
    office.caller.request = "key-1";
    const std::int64_t first = office.register_one("paper");
    CHECK(office.register_one("paper") == first);
    CHECK_FALSE(office.does([](FilingRun& run) { return drop_pages(run, {"B1/1"}); }, "drop"));
    office.caller.request.clear();
    CHECK(office.register_one("paper") != first);
}

TEST_CASE("declared sides that the images do not prove are said") {
    PageOffice office;
    const std::int64_t document = office.register_one("paper");
    office.run([&](FilingRun& run) { return set_document(run, text(document), {"sides=3"}); });
    CHECK(office.reporter.problems.empty());
    office.run([&](FilingRun& run) {
        return assign_pages(run, {"B1/1-2"}, {text(document), {}, {}, {}, {}}, std::nullopt);
    });
    REQUIRE(office.reporter.problems.size() == 1);
    CHECK(
        office.reporter.problems.front() ==
        "document 1 (paper): 3 sides declared, 2 imaged; count the paper; correct the scan, or set sheets= and sides=");
}
