#include "catalog/review_table.hpp"

#include "catalog/entry_table.hpp"
#include "catalog/page_table.hpp"
#include "support/archive_maker.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

struct Rows {
    RowArchive made{demo_profile()};
    std::int64_t person = 0;
    std::int64_t batch = 0;
    std::vector<std::int64_t> documents;

    Rows() {
        made.change("rows", [&](RowMaker& rows) {
            person = rows.person("li", "李四");
            batch = rows.batch("B1");
            const std::int64_t customer = rows.customer("0000000001", "王伟");
            for (int i = 0; i < 3; ++i) {
                Document document;
                document.type = "contract";
                document.customer = customer;
                documents.push_back(rows.document(document));
                rows.pages(batch, documents.back(), 1);
            }
        });
    }
    Review review(std::int64_t document, bool passed, std::optional<std::int64_t> lot = {}) const {
        Review review;
        review.gate = "spot";
        review.document = document;
        review.lot = lot;
        review.passed = passed;
        review.reason = passed ? "" : "blurred";
        review.person = person;
        review.at = "2026-01-05T08:00:00.000Z";
        return review;
    }
    ReviewLot lot() const {
        ReviewLot lot;
        lot.gate = "spot";
        lot.batch = batch;
        lot.size = 3;
        lot.sample = 2;
        lot.seed = "s";
        lot.drawn = "2026-01-05T08:00:00.000Z";
        return lot;
    }
};

}  // namespace

TEST_CASE("a lot keeps its documents and which of them were drawn") {
    Rows rows;
    ReviewTable table(rows.made.archive().db());
    const auto& [first, second, third] = std::tie(rows.documents[0], rows.documents[1], rows.documents[2]);
    const std::int64_t id = table.add_lot(rows.lot(), {{first, true}, {second, true}, {third, false}});
    CHECK(table.lot_documents(id).size() == 3);
    CHECK(table.lot_of(first, "spot")->sampled);
    CHECK_FALSE(table.lot_of(third, "spot")->sampled);
    CHECK_FALSE(table.lot_of(first, "own").has_value());
    table.set_lot_state(id, LotState::accepted);
    CHECK(table.find_lot(id)->state == LotState::accepted);
    const std::int64_t later = table.add_lot(rows.lot(), {{first, false}});
    CHECK(table.lot_of(first, "spot")->lot.id == later);
}

TEST_CASE("a document of the sample counts once, and as failed when it ever failed") {
    Rows rows;
    ReviewTable table(rows.made.archive().db());
    const std::int64_t lot =
        table.add_lot(rows.lot(), {{rows.documents[0], true}, {rows.documents[1], true}, {rows.documents[2], false}});
    CHECK(table.count(lot).looked_at == 0);
    const std::int64_t failure = table.add(rows.review(rows.documents[0], false, lot));
    table.set_mended(failure, "2026-01-05T09:00:00.000Z");
    table.add(rows.review(rows.documents[0], true, lot));
    table.add(rows.review(rows.documents[2], false, lot));  // not of the sample
    CHECK(table.count(lot).looked_at == 1);
    CHECK(table.count(lot).failed == 1);
}

TEST_CASE("failures are found by document and by page until they are made good") {
    Rows rows;
    ReviewTable table(rows.made.archive().db());
    Review bad = rows.review(rows.documents[0], false);
    bad.page = PageTable(rows.made.archive().db()).of_document(rows.documents[0]).front().id;
    const std::int64_t id = table.add(bad);
    CHECK(table.unmended_of_page(*bad.page).size() == 1);
    int told = 0;
    table.for_each_unmended([&](const Review& review) { told += review.document == rows.documents[0] ? 1 : 100; });
    CHECK(told == 1);
    table.set_mended(id, "2026-01-05T09:00:00.000Z");
    CHECK(table.unmended_of_page(*bad.page).empty());
    CHECK(table.find(id)->mended == "2026-01-05T09:00:00.000Z");
}

TEST_CASE("a failure without a reason is no row") {
    Rows rows;
    Review bare = rows.review(rows.documents[0], false);
    bare.reason.clear();
    CHECK_THROWS_AS(ReviewTable(rows.made.archive().db()).add(bare), Fault);
}

TEST_CASE("entries are found by subject, what is to do by its day, and corrections hide what they put right") {
    Rows rows;
    EntryTable table(rows.made.archive().db());
    Entry entry;
    entry.kind = "visit";
    entry.subject = "customer:1";
    entry.made = "2026-01-05T08:00:00.000Z";
    entry.due = "2026-02-01";
    entry.id = table.add(entry);
    Entry sooner = entry;
    sooner.due = "2026-01-20";
    sooner.id = table.add(sooner);
    const auto listed = [&](const EntryFilter& filter) {
        std::vector<std::int64_t> ids;
        table.for_each(filter, [&](const Entry& one) {
            ids.push_back(one.id);
            return true;
        });
        return ids;
    };
    EntryFilter filter;
    filter.due_before = "2026-02-02";
    CHECK(listed(filter) == std::vector{sooner.id, entry.id});
    sooner.done = "2026-01-19";
    sooner.person = rows.person;
    table.finish(sooner);
    CHECK(listed(filter) == std::vector{entry.id});
    CHECK(table.last_done("customer:1", "visit")->id == sooner.id);
    Entry right = sooner;
    right.corrects = sooner.id;
    right.id = table.add(right);
    CHECK(table.last_done("customer:1", "visit")->id == right.id);
    CHECK(table.correction_of(sooner.id)->id == right.id);
    CHECK(table.of_subject("customer:1", "visit").size() == 2);
    CHECK_THROWS_AS(table.add(right), Fault);  // put right once only
    CHECK(table.of_subject("customer:2", "visit").empty());
}
