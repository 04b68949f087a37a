#include "base/pattern.hpp"

#include <doctest/doctest.h>

using namespace arc;

TEST_CASE("named groups are found wherever they stand among others") {
    const Result<Pattern> pattern = Pattern::parse(R"(^(?:A|B)(\d)([(]x)?(?<number>\d{3})-(?<year>\d{4})$)");
    REQUIRE(pattern.ok());
    CHECK(pattern->group_names() == std::vector<std::string>{"number", "year"});
    const auto groups = pattern->match("A1123-2026");
    REQUIRE(groups.has_value());
    CHECK(groups->at(0) == Pattern::Group{"number", "123"});
    CHECK(groups->at(1) == Pattern::Group{"year", "2026"});
    CHECK_FALSE(pattern->fits("A1123-2026 "));
}

TEST_CASE("patterns work on characters, so Chinese ranges and counts mean what they say") {
    const Result<Pattern> pattern = Pattern::parse("^鸿[借投]字第(?<seq>.{3})号$");
    REQUIRE(pattern.ok());
    CHECK(pattern->match("鸿借字第〇一二号")->front().text == "〇一二");
    CHECK_FALSE(pattern->fits("鸿货字第001号"));
}

TEST_CASE("an expression that backtracks without end elsewhere ends here") {
    const Result<Pattern> pattern = Pattern::parse("^((a+)+)+$");
    REQUIRE(pattern.ok());
    CHECK_FALSE(pattern->fits(std::string(2000, 'a') + "b"));
    CHECK_FALSE(pattern->fits(std::string(3000, 'a')));
}

TEST_CASE("what is wrong in an expression is said") {
    const auto why = [](const char* text) { return Pattern::parse(text).error().what; };
    CHECK(why("") == "it is empty");
    CHECK(why("[a") == "a [ ] class is not closed or its range is reversed");
    CHECK(why("(a") == "a parenthesis is not closed, or there is nothing to repeat");
    CHECK(why("a{3,2}") == "a { } count is not closed or reversed");
    CHECK(why("(a)\\1") == "back-references are not taken");
    CHECK(why("a{99999}") == "it is too large");
    CHECK(why("(?<a b>x)") == "group name 'a b' is not made of letters, digits, _ and .");
    CHECK(why("(?<a>x)(?<a>y)") == "two groups are named 'a'");
}

TEST_CASE("a pattern that was never parsed fits nothing") {
    CHECK_FALSE(Pattern().fits(""));
}
