#include "label/call_number.hpp"

#include "label/number_pattern.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

CallNumber call_number(std::string_view text) {
    return parse_call_number(text).value_or_throw();
}

struct Sample {
    const char* text;
    const char* fonds;
    const char* category;
    const char* year;
    const char* retention;
    const char* unit;
    const char* volume;
    const char* item;
};

// The published samples of both standards.
constexpr Sample samples[] = {
    {"Z109-WS·2011-Y-BGS-0001", "Z109", "WS", "2011", "Y", "BGS", "", "0001"},
    {"A182-WS·2022-Y-XZ-0001", "A182", "WS", "2022", "Y", "XZ", "", "0001"},
    {"J001-WS·2022-Y-0001", "J001", "WS", "2022", "Y", "", "", "0001"},
    {"Z109-WS·2011·Y·办公室-0001", "Z109", "WS", "2011", "Y", "办公室", "", "0001"},
    {"A439-WS·2015·D30·003-005", "A439", "WS", "2015", "D30", "003", "", "005"},
    {"Z008-WS·2019·Y-037", "Z008", "WS", "2019", "Y", "", "", "037"},
    {"C015-WY·TZGG·2019·D10-00001", "C015", "WY·TZGG", "2019", "D10", "", "", "00001"},
    {"J019-ZY·JC·CC·2019·D30-001-001", "J019", "ZY·JC·CC", "2019", "D30", "", "001", "001"},
    {"J019-KU·01·2017-001-001", "J019", "KU·01", "2017", "", "", "001", "001"},
    {"A002-RS-001-002", "A002", "RS", "", "", "", "001", "002"},
    {"X032-KJ·JJ·02-005-054", "X032", "KJ·JJ·02", "", "", "", "005", "054"},
    {"K021-ZP·2019·D30-025-005", "K021", "ZP", "2019", "D30", "", "025", "005"},
    {"C038-001-002-003", "C038", "001", "", "", "", "002", "003"},
    {"SWQH-YW·2025-D30-3-1009-0001", "SWQH", "YW", "2025", "D30", "3", "1009", "0001"},
};

}  // namespace

TEST_CASE("the fields of a call number are told apart in both punctuations") {
    for (const Sample& s : samples) {
        CAPTURE(s.text);
        const CallNumber number = call_number(s.text);
        CHECK(number.fonds == s.fonds);
        CHECK(number.category == s.category);
        CHECK(number.year == s.year);
        CHECK(number.retention == s.retention);
        CHECK(number.unit == s.unit);
        CHECK(number.volume == s.volume);
        CHECK(number.item == s.item);
        CHECK(to_text(number) == s.text);
    }
}

TEST_CASE("dots, dashes, widths and case of all kinds give the same call number") {
    const CallNumber wanted = call_number("Z109-WS·2011-Y-BGS-0001");
    for (const char* text :
         {"Z109-WS.2011-Y-BGS-0001", "Z109-WS・2011-Y-BGS-0001", "Z109-WS•2011-Y-BGS-0001", "Z109-WS．2011-Y-BGS-0001",
          "Z109-WS﹒2011-Y-BGS-0001", "Ｚ１０９－ＷＳ·２０１１—Ｙ–BGS−0001", " z109 - ws · 2011 - y - bgs - 0001 "}) {
        CAPTURE(text);
        CHECK(call_number(text) == wanted);
    }
}

TEST_CASE("legacy spellings of one number share the comparison key, other numbers do not") {
    const std::string key = comparison_key(call_number("Z109-WS·2011-Y-BGS-0001"));
    CHECK(comparison_key(call_number("z109-ws.2011.y.bgs-1")) == key);
    CHECK(comparison_key(call_number("Z109-WS·2011·Y·BGS-001")) == key);
    for (const char* other : {"Z109-WS·2011-Y-BGS-0010", "Z109-WS·2012-Y-BGS-0001", "Z108-WS·2011-Y-BGS-0001"}) {
        CHECK(comparison_key(call_number(other)) != key);
    }
    CHECK(comparison_key(call_number("0194-WS·2011-000")) == "194-WS-2011-0");
}

TEST_CASE("what is no call number is refused with a reason") {
    CHECK(parse_call_number("Z109--WS").error().message() == "Z109--WS: a part of this archival number is empty");
    CHECK(parse_call_number("Z109").error().message() ==
          "Z109: not an archival number; its levels are joined by -, as in Z109-WS·2011-Y-BGS-0001");
    CHECK_FALSE(parse_call_number("").ok());
    CHECK_FALSE(parse_call_number("\xff\xfe-\x80").error().what.empty());
}

TEST_CASE("a numbering pattern is filled from fields and read back") {
    const auto pattern = NumberPattern::parse("{fonds}-YW·{year}-{retention}-{unit}-{seq:5}").value_or_throw();
    const NumberPattern::Fields fields{
        {"fonds", "J001"}, {"year", "2024"}, {"retention", "D30"}, {"unit", "3"}, {"seq", "17"}};
    CHECK(pattern.fill(fields).value_or_throw() == "J001-YW·2024-D30-3-00017");
    const auto read = pattern.read("ｊ001—yw.2024-D30-3-00017");
    REQUIRE(read.has_value());
    CHECK(read->at("seq") == "00017");
    CHECK(read->at("fonds") == "J001");
    for (const char* other : {"J001-WS·2024-D30-3-00017", "J001-YW·2024-D30-3-", "J001-YW·2024-D30-3-X", ""}) {
        CHECK_FALSE(pattern.read(other).has_value());
    }
}

TEST_CASE("a number is never cut to its width and never grows wider") {
    const auto pattern = NumberPattern::parse("{year}{seq:3}").value_or_throw();
    CHECK(pattern.fill({{"year", "2024"}, {"seq", "999"}}).value_or_throw() == "2024999");
    CHECK(pattern.fill({{"year", "2024"}, {"seq", "1000"}}).error().message() ==
          "{year}{seq:3}: seq is \"1000\", not a number of at most 3 digits");
    CHECK(pattern.fill({{"seq", "1"}}).error().message() == "{year}{seq:3}: there is no value for year");
}

TEST_CASE("a broken pattern is refused with a reason") {
    CHECK(NumberPattern::parse("{fonds").error().message() == "{fonds: the brace before \"fonds\" is not closed");
    CHECK(NumberPattern::parse("{}").error().message() == "{}: a field has no name");
    CHECK(NumberPattern::parse("{a}{a}").error().message() == "{a}{a}: field a stands there twice");
    CHECK(NumberPattern::parse("{a:0}").error().message() == "{a:0}: the width of a is \"0\", not a digit from 1 to 9");
}
