#include "search/query.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

Query read(std::vector<std::string> arguments) {
    return parse_query(arguments).value_or_throw();
}

std::string mistake(std::vector<std::string> arguments) {
    const Result<Query> query = parse_query(arguments);
    return query ? std::string() : query.error().message();
}

}  // namespace

TEST_CASE("a query is words and fields that must all hold") {
    const Query query = read({"王伟", "type:contract", "unit:JX01", "合同"});
    CHECK(query.terms == std::vector<QueryTerm>{{"", {"王伟"}, false, false},
                                                {"type", {"contract"}, false, false},
                                                {"unit", {"JX01"}, false, false},
                                                {"", {"合同"}, false, false}});
    CHECK(query.asks("type"));
    CHECK_FALSE(query.asks("class"));
}

TEST_CASE("one argument may hold the whole query, with phrases in quotes of either kind") {
    const Query query = read({R"(南湖 "supply contract" “用电 申请” name:"Li Na")"});
    CHECK(query.terms == std::vector<QueryTerm>{{"", {"南湖"}, false, false},
                                                {"", {"supply contract"}, true, false},
                                                {"", {"用电 申请"}, true, false},
                                                {"name", {"Li Na"}, false, false}});
}

TEST_CASE("a field has one of several values, and a hyphen says what must not hold") {
    const Query query = read({R"(type:contract,photo -is:missing -南湖 -"a b" name:"Li, Na",王 voltage_kv:>=10)"});
    CHECK(query.terms == std::vector<QueryTerm>{{"type", {"contract", "photo"}, false, false},
                                                {"is", {"missing"}, false, true},
                                                {"", {"南湖"}, false, true},
                                                {"", {"a b"}, true, true},
                                                {"name", {"Li, Na", "王"}, false, false},
                                                {"voltage_kv", {">=10"}, false, false}});
    CHECK(read({"－is：missing"}) == read({"-is:missing"}));
    CHECK(read({"−南湖"}) == read({"-南湖"}));
    CHECK(read({"2024-01-05 -"}).terms.front().negated == false);
}

TEST_CASE("full-width colons, commas and blanks are as good as the keyboard's own") {
    CHECK(read({"type：contract，photo　王伟"}) == read({"type:contract,photo", "王伟"}));
}

TEST_CASE("what only looks like a field is a word") {
    for (const char* text : {"12:30", "https://a.b/c", "户号:12"}) {
        CHECK(read({text}).terms == std::vector<QueryTerm>{{"", {text}, false, false}});
    }
    CHECK(read({R"("type:contract")"}).terms == std::vector<QueryTerm>{{"", {"type:contract"}, true, false}});
}

TEST_CASE("each mistake of a query is said with what to do") {
    CHECK(mistake({"type:", "contract"}) == "type: has no value; write type:VALUE without a blank");
    CHECK(mistake({"\xCD\xF5"}) == "\\xcd\\xf5: is not UTF-8; let the terminal write UTF-8, not GBK");
    CHECK(mistake({"type:a,"}) == "type: has no value; write type:VALUE without a blank");
    CHECK(mistake({"type:a", "type:b"}) == "type: asked twice; for one of several write type:A,B");
    CHECK(mistake({"type:a", "-type:b", "name:x", "name:y", "is:lent", "is:secret"}).empty());
    CHECK(mistake({"is:gone"}) ==
          "is:gone: no such state; use is: with missing, waived, unfiled, lent, "
          "handed-over, not-handed-over, paper-only, image-only, dual, secret, failed, open, "
          "shelved, unshelved, held, destroyed");
    CHECK(mistake({"is:mising"}) == "is:mising: no such state; did you mean is:missing?");
    CHECK(mistake({R"("open)"}) == R"("open: a quote is not closed)");
    CHECK(mistake({"date:20"}) == "20: not a date or range of dates; write 2019, 2019-03, 2019-03-01 or 2019..2021");
    CHECK(mistake({"date:2026-13"}) ==
          "2026-13: not a date or range of dates; write 2019, 2019-03, 2019-03-01 or 2019..2021");
    CHECK(mistake({"date:..2026-02-30"}).starts_with("..2026-02-30: not a date"));
    CHECK(mistake({"date:2024-02-29"}).empty());
    CHECK(mistake({"date:2021..2019"}) == "2021..2019: the range is reversed");
}

TEST_CASE("a query that is printed is read as the same query") {
    // Pieces of every kind in any order, also those that make no sense together.
    const std::vector<std::string> pieces{"王伟",  "-",       "type:", "a",         ",",  "\"",    " ",
                                          "name:", "is:lent", ":",     "date:2019", "－", "“x y”", "voltage_kv:>=10",
                                          "12:30", "://",     "，",    "\t",        "é",  "\xff",  "-is:missing"};
    std::uint32_t seed = 7;
    int sound = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (int n = 0; n < 6; ++n) {
            seed = seed * 1664525 + 1013904223;
            text += pieces[(seed >> 16) % pieces.size()];
        }
        const Result<Query> query = parse_query(std::vector{text});
        if (query) {
            ++sound;
            CAPTURE(text);
            const Result<Query> again = parse_query(std::vector{to_text(*query)});
            REQUIRE(again.ok());
            REQUIRE(*again == *query);
        }
    }
    CHECK(sound > 1000);
}

TEST_CASE("a span of dates takes in every text that begins like its ends") {
    const auto holds = [](const char* span, const char* date) {
        const DateSpan read_span = parse_date_span(span).value_or_throw();
        return (read_span.from.empty() || read_span.from <= date) &&
               (read_span.before.empty() || date < read_span.before);
    };
    CHECK(holds("2019..2021", "2019"));
    CHECK(holds("2019..2021", "2019-01-01"));
    CHECK(holds("2019..2021", "2021-12-31"));
    CHECK(holds("2019..2021", "2021"));
    CHECK_FALSE(holds("2019..2021", "2018-12-31"));
    CHECK_FALSE(holds("2019..2021", "2022"));
    CHECK(holds("2019-03", "2019-03-31"));
    CHECK_FALSE(holds("2019-03", "2019-04-01"));
    CHECK(holds("2019-03-05", "2019-03-05"));
    CHECK_FALSE(holds("2019-03-05", "2019-03-06"));
    CHECK(holds("..2020", "1999"));
    CHECK(holds("2020..", "2099-01-01"));
}
