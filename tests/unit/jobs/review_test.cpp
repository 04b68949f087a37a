#include "jobs/review/review_verbs.hpp"

#include "catalog/document_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/review_table.hpp"
#include "jobs/filing/page_verbs.hpp"
#include "jobs/review/document_gates.hpp"
#include "jobs/tickets/ticket_verbs.hpp"
#include "support/archive_maker.hpp"
#include "support/test_archive.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace arc;

namespace {

const char* const three_gates = R"(profile: gates
title: {en: gates}
subject: none
document_types: {paper: {en: paper}}
ticket_types: {new: {title: {en: new}, stages: [open, filed]}}
reviews: [own, {name: collector, share: 100%, by: collector}, {name: spot, share: 40%, by: auditor}]
close: {needs: [reviewed], else: refuse}
roles: {collector: {en: collector}, teller: {en: teller}}
rights:
  - {role: teller, may: [find, view, capture, file, review]}
  - {role: collector, may: [find, view, file, review, close]}
)";

constexpr int documents_made = 5;
constexpr int spare_pages = 20;

// One ticket with documents of two pages each, captured and filed by the teller, and spare scans in the same batch.
class Gates {
public:
    Gates() : made(three_gates) {
        made.change("ingest", [&](RowMaker& rows) {
            for (const auto& [code, role] : {std::pair("teller", "teller"), std::pair("coll", "collector"),
                                             std::pair("aud", "auditor"), std::pair("boss", "admin")}) {
                PersonTable(rows.db()).add_role(rows.person(code, code), role);
            }
            const std::int64_t ticket = rows.ticket("T1", {}, "new", "2026-01-04", {{"open", "2026-01-04T01:00:00Z"}});
            const std::int64_t batch = rows.batch("B1");
            for (int i = 0; i < documents_made; ++i) {
                Document document;
                document.type = "paper";
                document.ticket = ticket;
                documents.push_back(rows.document(document));
                rows.pages(batch, documents.back(), 2);
            }
            rows.loose_pages(batch, spare_pages, PageRole::unplaced, "spare");
        });
        act_as("teller");
        // The event that tells who filed them.
        for (const std::int64_t id : documents) {
            run("assign", [&](FilingRun& filing) {
                PageTarget target;
                target.document = std::to_string(id);
                return assign_pages(filing, {next_spare()}, target, std::nullopt);
            });
        }
    }

    void act_as(const std::string& account) {
        caller = made.caller();
        caller.account = account;
        caller.reason = "a reason";
    }
    Answer run(const std::string& verb, const std::function<Answer(FilingRun&)>& work) {
        made.clock().set(made.clock().now() + std::chrono::seconds(1));
        Operation operation(caller, verb);
        return run_filing(made.archive(), operation, reporter, work);
    }
    // "" when it was done, else why not.
    std::string tried(const std::string& verb, const std::function<Answer(FilingRun&)>& work) {
        try {
            run(verb, work);
            return {};
        } catch (const Fault& fault) {
            return fault.what();
        }
    }
    std::string pass(std::int64_t document, const std::string& gate) {
        return tried("review pass", [&](FilingRun& filing) { return pass_review(filing, {text(document)}, gate); });
    }
    std::string fail(std::int64_t document, const std::string& gate, const std::string& page) {
        return tried("review fail",
                     [&](FilingRun& filing) { return fail_review(filing, {text(document)}, gate, page); });
    }
    std::string replace(std::int64_t page) {
        return tried("replace", [&](FilingRun& filing) { return replace_page(filing, text(page), next_spare()); });
    }
    std::string open(const std::string& seed) {
        return tried("review open", [&](FilingRun& filing) { return open_review(filing, {"B1"}, "spot", seed); });
    }
    Verdict close() { return check_close(made.archive(), caller, "T1").verdict; }
    GateStanding at(std::int64_t document, const std::string& gate) {
        return gate_of(made.archive(), document, *review_gate(made.archive().profile(), gate)).standing;
    }
    void pass_all(const std::string& account, const std::string& gate) {
        act_as(account);
        for (const std::int64_t id : documents) {
            CHECK(pass(id, gate) == "");
        }
    }
    std::int64_t first_page(std::int64_t document) {
        const std::vector<Page> pages = PageTable(made.archive().db()).of_document(document);
        return pages.empty() ? 0 : pages.front().id;
    }
    std::string next_spare() { return "B1/" + std::to_string(documents_made * 2 + ++spares_used_); }
    bool has_spare() const { return spares_used_ < spare_pages; }
    static std::string text(std::int64_t id) { return std::to_string(id); }

    RowArchive made;
    Caller caller;
    HeardReporter reporter;
    std::vector<std::int64_t> documents;

private:
    int spares_used_ = 0;
};

}  // namespace

TEST_CASE("gates are passed in order and the ticket closes behind the last") {
    Gates gates;
    const std::int64_t first = gates.documents.front();
    CHECK(gates.close() == Verdict::refuse);
    gates.act_as("coll");
    CHECK(gates.pass(first, "collector") ==
          "document 1 (paper): has not passed gate own (waits); gates are passed in order");
    gates.pass_all("teller", "own");
    gates.pass_all("coll", "collector");
    CHECK(gates.close() == Verdict::refuse);
    gates.act_as("aud");
    CHECK(gates.open("s") == "");
    const std::optional<DocumentLot> lot = ReviewTable(gates.made.archive().db()).lot_of(first, "spot");
    REQUIRE(lot.has_value());
    CHECK(lot->lot.size == documents_made);
    CHECK(lot->lot.sample == 2);
    for (const LotDocument& one : ReviewTable(gates.made.archive().db()).lot_documents(lot->lot.id)) {
        if (one.sampled) {
            CHECK(gates.close() == Verdict::refuse);
            CHECK(gates.pass(one.document, "spot") == "");
        }
    }
    CHECK(gates.close() == Verdict::allowed);
}

TEST_CASE("nobody reviews what he captured or filed, nor without the gate's role, nor unregistered") {
    Gates gates;
    const std::int64_t first = gates.documents.front();
    gates.act_as("teller");
    CHECK(gates.pass(first, "own") == "");
    CHECK(gates.pass(first, "collector") == "teller: may not review at gate collector: has not the role collector");
    gates.made.change("role", [](RowMaker& rows) {
        PersonTable(rows.db()).add_role(PersonTable(rows.db()).find("teller")->id, "collector");
    });
    CHECK(gates.pass(first, "collector") ==
          "document 1 (paper): teller captured or filed it, and may not review it at "
          "gate collector; somebody else must look at it");
    gates.act_as("nobody");
    CHECK(gates.pass(first, "collector") ==
          "nobody: is no registered person, so nobody answers for this; arc-admin person add does that");
}

TEST_CASE("acting for somebody gives no other pair of eyes") {
    Gates gates;
    gates.pass_all("teller", "own");
    gates.made.change("role", [](RowMaker& rows) {
        PersonTable persons(rows.db());
        persons.add_role(persons.find("teller")->id, "collector");
        persons.add_role(persons.find("teller")->id, "deputy");
    });
    gates.caller.acting = "coll";
    CHECK(gates.pass(gates.documents.front(), "collector").find("captured or filed it") != std::string::npos);
}

TEST_CASE("a failed page waits for its re-scan, the old scan stays, and the gate is passed again") {
    Gates gates;
    gates.pass_all("teller", "own");
    gates.pass_all("coll", "collector");
    const std::int64_t first = gates.documents.front();
    const std::int64_t bad = gates.first_page(first);
    CHECK(gates.fail(first, "collector", "1") == "");
    CHECK(gates.at(first, "collector") == GateStanding::failed);
    CHECK(gates.pass(first, "collector") ==
          "document 1 (paper): failed: a reason; bring a better scan with arc-file "
          "replace; see arc-file todo");
    gates.act_as("teller");
    CHECK(gates.replace(bad) == "");
    CHECK(PageTable(gates.made.archive().db()).find(bad)->role == PageRole::replaced);
    CHECK(gates.at(first, "collector") == GateStanding::mended);
    CHECK(gates.at(first, "own") == GateStanding::passed);
    gates.act_as("coll");
    CHECK(gates.pass(first, "collector") == "");
    CHECK(gates.at(first, "collector") == GateStanding::passed);
}

TEST_CASE("a page that comes after the pass must be looked at") {
    Gates gates;
    gates.pass_all("teller", "own");
    const std::int64_t first = gates.documents.front();
    CHECK(gates.tried("insert", [&](FilingRun& filing) {
        PageTarget target;
        target.document = Gates::text(first);
        return assign_pages(filing, {gates.next_spare()}, target, 1);
    }) == "");
    CHECK(gates.at(first, "own") == GateStanding::waits);
    CHECK(gates.pass(first, "own") == "");
    CHECK(gates.at(first, "own") == GateStanding::passed);
}

TEST_CASE("a failure goes with its page to another document") {
    Gates gates;
    const std::int64_t first = gates.documents[0];
    const std::int64_t second = gates.documents[1];
    const std::int64_t bad = gates.first_page(first);
    gates.act_as("coll");
    CHECK(gates.fail(first, "own", "1") == "");
    gates.act_as("teller");
    CHECK(gates.tried("move", [&](FilingRun& filing) {
        return move_pages(filing, {Gates::text(bad)}, Gates::text(second), std::nullopt);
    }) == "");
    CHECK(gates.at(first, "own") == GateStanding::mended);
    CHECK(gates.at(second, "own") == GateStanding::failed);
}

TEST_CASE("one failure refuses a small lot, and then every document of it must pass") {
    Gates gates;
    gates.pass_all("teller", "own");
    gates.pass_all("coll", "collector");
    gates.act_as("aud");
    CHECK(gates.open("s") == "");
    ReviewTable table(gates.made.archive().db());
    const ReviewLot lot = table.lots("spot").front();
    const std::vector<LotDocument> in_lot = table.lot_documents(lot.id);
    const auto sampled = std::ranges::find(in_lot, true, &LotDocument::sampled);
    const auto other = std::ranges::find(in_lot, false, &LotDocument::sampled);
    CHECK(gates.at(other->document, "spot") == GateStanding::in_lot);
    CHECK(gates.fail(sampled->document, "spot", "") == "");
    CHECK(table.find_lot(lot.id)->state == LotState::rejected);
    CHECK(gates.at(other->document, "spot") == GateStanding::waits);
    CHECK(gates.pass(other->document, "spot") == "");
    CHECK(gates.at(other->document, "spot") == GateStanding::passed);
    CHECK(gates.close() == Verdict::refuse);
    CHECK(gates.reporter.problems.back() ==
          "lot 1: rejected, 1 of 2 failed; each of its 5 documents must pass gate spot");
}

TEST_CASE("the same words again draw and find nothing new") {
    Gates gates;
    gates.pass_all("teller", "own");
    gates.pass_all("coll", "collector");
    gates.act_as("aud");
    CHECK(gates.open("s") == "");
    CHECK(gates.open("other") == "");
    ReviewTable table(gates.made.archive().db());
    CHECK(table.lots("").size() == 1);
    const std::int64_t first = gates.documents.front();
    gates.act_as("coll");
    CHECK(gates.pass(first, "collector") == "");
    CHECK(gates.fail(first, "collector", "1") == "");
    CHECK(gates.fail(first, "collector", "1") == "");
    CHECK(table.of_document(first).size() == 3);  // own, collector, one failure
}

// Whatever order people work in, and whoever tries: no ticket closes with a failure that is not made good, without its
// gates, or on the word of those who captured it.
TEST_CASE("no order of reviews and re-scans lets a ticket close with a failure") {
    int closable = 0;
    for (const unsigned seed : {1U, 2U, 3U}) {
        Gates gates;
        std::mt19937 random(seed);
        const auto any = [&](std::size_t count) {
            return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
        };
        const std::vector<std::string> accounts{"teller", "coll", "aud", "boss", "nobody"};
        const std::vector<std::string> names{"own", "collector", "spot"};
        ReviewTable table(gates.made.archive().db());
        for (int step = 0; step < 160; ++step) {
            // Mostly the right person, so that the work goes on.
            const std::size_t gate = any(names.size());
            gates.act_as(any(4) == 0 ? accounts[any(accounts.size())] : accounts[gate]);
            const std::int64_t document = gates.documents[any(gates.documents.size())];
            switch (any(40)) {
                case 0:
                    gates.fail(document, names[gate], any(2) == 0 ? "1" : "");
                    break;
                case 1:
                    gates.act_as("teller");
                    if (gates.has_spare() && gates.first_page(document) != 0) {
                        gates.replace(gates.first_page(document));
                    }
                    break;
                case 2:
                case 3:
                case 4:
                case 5:
                    gates.tried("review mended", [&](FilingRun& filing) {
                        return mend_review(filing, {Gates::text(document)}, any(2) == 0 ? "1" : "");
                    });
                    break;
                case 6:
                    gates.open("s" + std::to_string(step));
                    break;
                default:
                    gates.pass(document, names[gate]);
                    break;
            }
            gates.act_as("coll");
            if (gates.close() != Verdict::allowed) {
                continue;
            }
            ++closable;
            for (const std::int64_t id : gates.documents) {
                for (const Review& review : table.of_document(id)) {
                    CHECK((review.passed || !review.mended.empty()));
                    CHECK((review.gate == "own" ||
                           PersonTable(gates.made.archive().db()).find(review.person)->code != "teller"));
                }
                for (const std::string& name : names) {
                    CHECK(gates.at(id, name) == GateStanding::passed);
                }
            }
        }
        for (const ReviewLot& lot : table.lots("")) {
            CHECK(lot.sample <= lot.size);
        }
        // Work that is done in order always ends.
        for (const std::int64_t id : gates.documents) {
            for (const Review& review : table.of_document(id)) {
                if (!review.passed && review.mended.empty()) {
                    gates.act_as("teller");
                    const std::string page = review.page ? Gates::text(*review.page) : "";
                    const std::optional<Page> bad =
                        review.page ? PageTable(gates.made.archive().db()).find(*review.page) : std::nullopt;
                    CHECK(gates.tried("review mended", [&](FilingRun& filing) {
                        return mend_review(filing, {Gates::text(id)}, bad ? "B1/" + std::to_string(bad->seq) : "");
                    }) == "");
                }
            }
        }
        gates.pass_all("teller", "own");
        gates.pass_all("coll", "collector");
        gates.act_as("aud");
        CHECK(gates.open("end") == "");
        gates.pass_all("aud", "spot");
        for (const std::string& why : check_close(gates.made.archive(), gates.caller, "T1").others) {
            MESSAGE(why);
        }
        CHECK(gates.close() == Verdict::allowed);
    }
    CHECK(closable > 0);
}
