#include "model/condition.hpp"

#include <doctest/doctest.h>

using namespace arc;

TEST_CASE("tests are written as they are read") {
    for (const char* text :
         {"low", "!low", ">=10", "<=1.5", ">2020-01-01", "<0", "10..20", "..5", "2020-01-01..", "*", "!*", "high-*"}) {
        const Result<FieldTest> test = parse_field_test(text);
        REQUIRE(test.ok());
        CHECK(to_text(*test) == text);
    }
}

TEST_CASE("comparisons with nothing or with words, and reversed ranges, are refused") {
    for (const char* text : {">=", "!", "> x", "a..b", "..", "20..10", "2026-02-01..2026-01-01"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_field_test(text).ok());
    }
}

TEST_CASE("numbers are decimal and stand alone") {
    CHECK(parse_number(" 10.50 ") == 10.5);
    CHECK(parse_number("-3") == -3.0);
    for (const char* text : {"", "1e5", "0x10", "inf", "nan", "10kV", "1,000", "."}) {
        CAPTURE(text);
        CHECK_FALSE(parse_number(text).has_value());
    }
}
