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

// The tables that a statement reads from end to end; small registers, the search index and lists of ids are not meant.
std::vector<std::string> scanned(Db& db, const std::string& sql) {
    Statement plan(db, "EXPLAIN QUERY PLAN " + sql);
    std::vector<std::string> steps;
    while (plan.step()) {
        plan.int64();
        plan.int64();
        plan.int64();
        const std::string step = plan.text();
        if (step.starts_with("SCAN") && !step.starts_with("SCAN search VIRTUAL TABLE") && !step.starts_with("SCAN n") &&
            !step.starts_with("SCAN q VIRTUAL TABLE")) {
            steps.push_back(step);
        }
        // Tickets of one customer may be sorted, as they are few.
        if (step.find("TEMP B-TREE") != std::string::npos && !step.ends_with("RIGHT PART OF ORDER BY")) {
            steps.push_back(step);
        }
    }
    return steps;
}

IndexWord word(const char* text) {
    return {{query_tokens(text)}, {}};
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
    const Holder room{{ThingKind::place, 1}, {1, 2}};
    const std::vector<FindFilter> filters{
        with([](FindFilter& f) { f.words = {word("王")}; }),
        with([](FindFilter& f) {
            f.words = {word("zw")}, f.words[0].sounds = {{"zw", false}};
        }),
        with([](FindFilter& f) { f.words = {word("王伟")}, f.must.types = {"contract"}; }),
        with([](FindFilter& f) {
            f.words = {word("王")}, f.must.units = {1, 2}, f.must.classes = {"low", "high"};
        }),
        with([](FindFilter& f) { f.words = {word("王")}, f.without = {word("伟")}, f.never.types = {"contract"}; }),
        with([](FindFilter& f) { f.must.customers = {1}; }),
        with([](FindFilter& f) {
            f.must.customers = {1, 2}, f.words = {word("王")};
        }),
        with([](FindFilter& f) { f.must.tickets = {1}; }),
        with([](FindFilter& f) {
            f.must.types = {"contract", "photo"};
        }),
        with([](FindFilter& f) {
            f.must.types = {"contract"}, f.must.classes = {"high"}, f.must.dates = {{"2020", ""}};
        }),
        with([](FindFilter& f) {
            f.must.dates = {{"2019", "2021~"}};
        }),
        with([](FindFilter& f) {
            f.must.dates = {{"2019", "2019~"}, {"", "2001~"}};
        }),
        with([](FindFilter& f) {
            f.must.units = {1, 2, 3};
        }),
        with([](FindFilter& f) { f.must.classes = {"low"}; }),
        with([](FindFilter& f) { f.must.statuses = {"active"}, f.must.keepers = {1}; }),
        with([](FindFilter& f) { f.must.stages = {"accepted"}; }),
        with([](FindFilter& f) {
            f.must.holders = {{{ThingKind::volume, 1}, {}}};
        }),
        with([](FindFilter& f) {
            f.must.holders = {{{ThingKind::box, 1}, {}}};
        }),
        with([&](FindFilter& f) { f.must.holders = {room}; }),
        with([&](FindFilter& f) { f.must.holders = {room}, f.words = {word("王")}; }),
        with([](FindFilter& f) {
            f.fields = true, f.fielded = {ThingKind::customer, ThingKind::document}, f.facts = {{"xyz"}};
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
    const FindFilter of_class = with([](FindFilter& f) { f.must.classes = {"high"}; });
    CHECK(FindQuery::answers(ThingKind::customer, of_class));
    CHECK_FALSE(FindQuery::answers(ThingKind::document, of_class));
    const FindFilter contracts = with([](FindFilter& f) { f.must.classes = {"high"}, f.must.types = {"contract"}; });
    CHECK(FindQuery::answers(ThingKind::document, contracts));
    CHECK_FALSE(FindQuery::answers(ThingKind::customer, contracts));
    CHECK_FALSE(FindQuery::answers(ThingKind::customer, FindFilter{}));
    const FindFilter others = with([](FindFilter& f) { f.must.classes = {"high"}, f.never.types = {"contract"}; });
    CHECK(FindQuery::answers(ThingKind::customer, others));
    CHECK_FALSE(FindQuery::answers(ThingKind::customer, with([](FindFilter& f) { f.never.types = {"contract"}; })));
}

TEST_CASE("terms narrow one another") {
    RowArchive made(demo_profile());
    fill_demo(made);
    Db& db = made.archive().db();
    using Ids = std::vector<std::int64_t>;
    CHECK(find(db, ThingKind::customer, with([&](FindFilter& f) { f.words = {word("王")}; })) == Ids{1, 3});
    CHECK(find(db, ThingKind::customer, with([&](FindFilter& f) { f.words = {word("王伟")}; })) == Ids{1});
    CHECK(find(db, ThingKind::customer,
               with([&](FindFilter& f) { f.words = {word("纺织")}, f.must.classes = {"high"}; })) == Ids{2});
    CHECK(find(db, ThingKind::customer, with([&](FindFilter& f) { f.words = {word("王")}, f.must.classes = {"high"}; }))
              .empty());
    CHECK(find(db, ThingKind::document,
               with([](FindFilter& f) { f.must.types = {"contract"}, f.must.classes = {"low"}; }))
              .size() == 1);
    CHECK(find(db, ThingKind::document, with([](FindFilter& f) { f.must.customers = {1}; })).size() == 5);
    CHECK(find(db, ThingKind::document, with([](FindFilter& f) {
                   f.must.customers = {1}, f.never.types = {"contract", "photo"};
               }))
              .size() == 2);
    CHECK(find(db, ThingKind::document, with([&](FindFilter& f) { f.must.customers = {1}, f.words = {word("照片")}; }))
              .size() == 2);
    CHECK(find(db, ThingKind::ticket, with([](FindFilter& f) { f.must.units = {2}; })) == Ids{1, 2});
    CHECK(find(db, ThingKind::ticket, with([](FindFilter& f) {
                   f.must.units = {1, 2, 3}, f.must.types = {"change"};
               })) == Ids{3});
    CHECK(find(db, ThingKind::customer, with([&](FindFilter& f) { f.words = {word("王")}, f.without = {word("伟")}; }))
              .empty());
}

TEST_CASE("what is written so comes before what sounds so") {
    RowArchive made(demo_profile());
    made.change("customers", [](RowMaker& rows) {
        rows.customer("1", "王伟");
        rows.customer("2", "ww station");
        rows.customer("3", "吴文");
    });
    FindFilter filter;
    filter.words = {word("ww")};
    filter.words[0].sounds = {{"\uE002ww", false}};
    CHECK(find(made.archive().db(), ThingKind::customer, filter) == std::vector<std::int64_t>{2, 1, 3});
}

TEST_CASE("a page ends and another goes on behind it, whatever was added meanwhile") {
    RowArchive made(demo_profile());
    fill_demo(made);
    Db& db = made.archive().db();
    const std::vector<FindFilter> filters{
        with([](FindFilter& f) {
            f.must.types = {"contract", "application", "photo"};
        }),
        with([](FindFilter& f) {
            f.must.customers = {1, 2};
        }),
        with([](FindFilter& f) {
            f.must.tickets = {1, 2};
        }),
        with([](FindFilter& f) {
            f.must.dates = {{"2019", "2030~"}};
        }),
        with([](FindFilter& f) {
            f.must.holders = {{{ThingKind::place, 1}, {1, 2}}};
        }),
        with([](FindFilter& f) { f.words = {word("王")}; }),
        with([](FindFilter& f) {
            f.must.units = {1, 2, 3}, f.must.types = {"contract"};
        }),
    };
    for (const FindFilter& filter : filters) {
        const std::vector<std::int64_t> all = find(db, ThingKind::document, filter);
        CHECK(!all.empty());
        std::vector<std::int64_t> paged;
        std::optional<FindKey> after;
        for (bool more = true; more;) {
            more = !FindQuery(db).for_each(ThingKind::document, filter, FindKey::Match::written,
                                           after ? &*after : nullptr, [&, first = true](const FindKey& key) mutable {
                                               if (!first) {
                                                   return false;
                                               }
                                               first = false;
                                               paged.push_back(key.id());
                                               after = parse_find_key(to_text(key)).value_or_throw();
                                               return true;
                                           });
        }
        CHECK(paged == all);
    }
    for (const char* wrong : {"", "document", "document/0", "paper/0/1", "document/x/1", "document/0/=a", "a/b/c/d"}) {
        CHECK_FALSE(parse_find_key(wrong).ok());
    }
}
