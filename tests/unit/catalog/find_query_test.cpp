#include "catalog/find_query.hpp"

#include "base/search_text.hpp"
#include "support/archive_maker.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace arc;

namespace {

std::vector<std::int64_t> find(Db& db, ThingKind kind, const FindFilter& filter) {
    std::vector<std::int64_t> ids;
    FindQuery(db).for_each(kind, filter, [&](std::int64_t id) {
        ids.push_back(id);
        return true;
    });
    return ids;
}

// The tables that a statement reads from end to end; small registers and the search index are not meant.
std::vector<std::string> scanned(Db& db, const std::string& sql) {
    Statement plan(db, "EXPLAIN QUERY PLAN " + sql);
    std::vector<std::string> steps;
    while (plan.step()) {
        plan.int64();
        plan.int64();
        plan.int64();
        const std::string step = plan.text();
        if (step.starts_with("SCAN") && !step.starts_with("SCAN search VIRTUAL TABLE") && !step.starts_with("SCAN n")) {
            steps.push_back(step);
        }
        // Tickets of one customer may be sorted, as they are few.
        if (step.find("TEMP B-TREE") != std::string::npos && !step.ends_with("RIGHT PART OF ORDER BY")) {
            steps.push_back(step);
        }
    }
    return steps;
}

FindFilter with(const std::function<void(FindFilter&)>& set) {
    FindFilter filter;
    set(filter);
    return filter;
}

}  // namespace

TEST_CASE("no question reads a whole table or sorts what it finds") {
    RowArchive made(demo_profile());
    Db& db = made.archive().db();
    const std::vector<FindFilter> filters{
        with([](FindFilter& f) { f.tokens = {"王"}; }),
        with([](FindFilter& f) { f.tokens = {"王伟"}, f.type = "contract"; }),
        with([](FindFilter& f) {
            f.tokens = {"王"}, f.units = {1, 2}, f.class_name = "low";
        }),
        with([](FindFilter& f) { f.customer = 1; }),
        with([](FindFilter& f) { f.customer = 1, f.tokens = {"王"}; }),
        with([](FindFilter& f) { f.ticket = 1; }),
        with([](FindFilter& f) { f.type = "contract"; }),
        with([](FindFilter& f) { f.type = "contract", f.class_name = "high", f.dated_from = "2020"; }),
        with([](FindFilter& f) { f.dated_from = "2019", f.dated_before = "2021~"; }),
        with([](FindFilter& f) {
            f.units = {1, 2, 3};
        }),
        with([](FindFilter& f) { f.class_name = "low"; }),
        with([](FindFilter& f) { f.status = "active"; }),
        with([](FindFilter& f) { f.stage = "accepted"; }),
        with([](FindFilter& f) {
            f.in = Thing{ThingKind::volume, 1};
        }),
        with([](FindFilter& f) {
            f.in = Thing{ThingKind::box, 1};
        }),
        with([](FindFilter& f) {
            f.in = Thing{ThingKind::place, 1}, f.places = {1, 2};
        }),
        with([](FindFilter& f) {
            f.in = Thing{ThingKind::place, 1}, f.places = {1, 2}, f.tokens = {"王"};
        }),
    };
    for (const FindFilter& filter : filters) {
        bool answered = false;
        for (int kind = 0; kind < 8; ++kind) {
            for (const std::string& sql : FindQuery(db).statements(static_cast<ThingKind>(kind), filter)) {
                CAPTURE(sql);
                CHECK(scanned(db, sql) == std::vector<std::string>{});
                answered = true;
            }
        }
        CHECK(answered);
    }
}

TEST_CASE("a kind is answered when every term can be asked of it and one is its own") {
    const FindFilter of_class = with([](FindFilter& f) { f.class_name = "high"; });
    CHECK(FindQuery::answers(ThingKind::customer, of_class));
    CHECK_FALSE(FindQuery::answers(ThingKind::document, of_class));
    const FindFilter contracts = with([](FindFilter& f) { f.class_name = "high", f.type = "contract"; });
    CHECK(FindQuery::answers(ThingKind::document, contracts));
    CHECK_FALSE(FindQuery::answers(ThingKind::customer, contracts));
    CHECK_FALSE(FindQuery::answers(ThingKind::customer, FindFilter{}));
}

TEST_CASE("terms narrow one another") {
    RowArchive made(demo_profile());
    fill_demo(made);
    Db& db = made.archive().db();
    const auto words = [](const char* text) { return query_tokens(text); };
    CHECK(find(db, ThingKind::customer, with([&](FindFilter& f) { f.tokens = words("王"); })) ==
          std::vector<std::int64_t>{1, 3});
    CHECK(find(db, ThingKind::customer, with([&](FindFilter& f) { f.tokens = words("王伟"); })) ==
          std::vector<std::int64_t>{1});
    CHECK(find(db, ThingKind::customer, with([&](FindFilter& f) {
                   f.tokens = words("纺织"), f.class_name = "high";
               })) == std::vector<std::int64_t>{2});
    CHECK(find(db, ThingKind::customer, with([&](FindFilter& f) { f.tokens = words("王"), f.class_name = "high"; }))
              .empty());
    CHECK(
        find(db, ThingKind::document, with([](FindFilter& f) { f.type = "contract", f.class_name = "low"; })).size() ==
        1);
    CHECK(find(db, ThingKind::document, with([](FindFilter& f) { f.customer = 1; })).size() == 5);
    CHECK(
        find(db, ThingKind::document, with([&](FindFilter& f) { f.customer = 1, f.tokens = words("照片"); })).size() ==
        2);
    CHECK(find(db, ThingKind::ticket, with([](FindFilter& f) { f.units = {2}; })) == std::vector<std::int64_t>{1, 2});
    CHECK(find(db, ThingKind::ticket, with([](FindFilter& f) {
                   f.units = {1, 2, 3}, f.type = "change";
               })) == std::vector<std::int64_t>{3});
}
