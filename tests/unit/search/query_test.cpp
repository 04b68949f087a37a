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
    CHECK(query.words == std::vector<std::string>{"王伟", "合同"});
    CHECK(query.type == "contract");
    CHECK(query.unit == "JX01");
    CHECK(query.phrases.empty());
}

TEST_CASE("one argument may hold the whole query, with phrases in quotes of either kind") {
    const Query query = read({R"(南湖 "supply contract" “用电 申请” name:"Li Na")"});
    CHECK(query.words == std::vector<std::string>{"南湖"});
    CHECK(query.phrases == std::vector<std::string>{"supply contract", "用电 申请"});
    CHECK(query.names == std::vector<std::string>{"Li Na"});
}

TEST_CASE("full-width colons and blanks are as good as the keyboard's own") {
    CHECK(read({"type：contract　王伟"}) == read({"type:contract", "王伟"}));
}

TEST_CASE("what only looks like a field is a word") {
    CHECK(read({"12:30"}).words == std::vector<std::string>{"12:30"});
    CHECK(read({"https://a.b/c"}).words == std::vector<std::string>{"https://a.b/c"});
    CHECK(read({"户号:12"}).words == std::vector<std::string>{"户号:12"});
    CHECK(read({R"("type:contract")"}).phrases == std::vector<std::string>{"type:contract"});
}

TEST_CASE("each mistake of a query is said with what to do") {
    CHECK(mistake({"typ:contract"}) == "typ: no field of a query has this name; did you mean type:?");
    CHECK(mistake({"type:", "contract"}) == "type: has no value; write type:VALUE without a blank");
    CHECK(mistake({"type:a", "type:b"}) == "type: asked twice; say one value; all terms must hold together");
    CHECK(mistake({"is:gone"}) ==
          "is:gone: no such state; use is:missing, is:waived, is:unfiled, is:lent, "
          "is:handed-over, is:not-handed-over, is:paper-only, is:image-only, is:dual, is:secret, is:failed, is:open, "
          "is:shelved, is:unshelved, is:held, is:destroyed");
    CHECK(mistake({R"("open)"}) == R"("open: a quote is not closed)");
    CHECK(mistake({"date:20"}) == "20: not a date or range of dates; write 2019, 2019-03, 2019-03-01 or 2019..2021");
    CHECK(mistake({"date:2021..2019"}) == "2021..2019: the range is reversed");
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
