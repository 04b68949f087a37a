#include "search/field_facts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace arc;

namespace {

// Whether the index would keep the value among the candidates of a test; true where it cannot tell.
bool left_by_index(FieldType type, const std::string& test, const std::string& value) {
    const auto facts = facts_of_test("f", type, read_field_test(type, test).value_or_throw());
    if (!facts) {
        return true;
    }
    const std::vector<std::string> own = field_facts("f", type, value);
    return std::ranges::any_of(own, [&](const std::string& one) { return std::ranges::count(*facts, one) != 0; });
}

}  // namespace

TEST_CASE("no number in a range is lost by its facts") {
    std::mt19937 random(5);
    const auto a_number = [&] {
        constexpr double sizes[] = {0.00001, 0.01, 1, 10, 1000, 1e6, 1e17};
        const double size = sizes[random() % 7];
        const double value = std::uniform_real_distribution<double>(random() % 8 == 0 ? -size : 0, size)(random);
        return random() % 3 == 0 ? std::floor(value) : value;
    };
    const auto text = [](double number) {
        char digits[64];
        std::snprintf(digits, sizeof digits, "%.7f", number);
        return std::string(digits);
    };
    for (int i = 0; i < 20000; ++i) {
        double low = std::stod(text(a_number()));
        double high = std::stod(text(a_number()));
        if (low > high) {
            std::swap(low, high);
        }
        const double value = std::stod(text(a_number()));
        CAPTURE(low);
        CAPTURE(high);
        CAPTURE(value);
        if (value >= low && value <= high) {
            REQUIRE(left_by_index(FieldType::number, text(low) + ".." + text(high), text(value)));
        }
        if (value >= low) {
            REQUIRE(left_by_index(FieldType::number, ">=" + text(low), text(value)));
        }
        if (value < low) {
            REQUIRE(left_by_index(FieldType::number, "<" + text(low), text(value)));
        }
    }
    for (const char* same : {"10", "0", "1000", "35", "0.4", "-3"}) {
        CHECK(left_by_index(FieldType::number, same, same));
    }
    CHECK(left_by_index(FieldType::number, "10", "10.0"));
    CHECK_FALSE(left_by_index(FieldType::number, ">=10", "9"));
    CHECK_FALSE(left_by_index(FieldType::number, "10..35", "220"));
}

TEST_CASE("years, months and days of dates are compared as spans") {
    const auto test = [](const char* text) { return to_text(read_field_test(FieldType::date, text).value_or_throw()); };
    CHECK(test("2024") == "2024-01-01..2024-12-31");
    CHECK(test("2024-02") == "2024-02-01..2024-02-29");
    CHECK(test("2023..2024-02") == "2023-01-01..2024-02-29");
    CHECK(test(">2024") == ">2024-12-31");
    CHECK(test(">=2024-03") == ">=2024-03-01");
    CHECK(test("<2024") == "<2024-01-01");
    CHECK(test("2024-03-05") == "2024-03-05");
    CHECK(test("*") == "*");
    for (const char* asked : {"2024", "2024-02", "2024-02-10", "2023..", "..2024-03", ">2024-02-09", "1990..2050"}) {
        CAPTURE(asked);
        CHECK(left_by_index(FieldType::date, asked, "2024-02-10"));
    }
    CHECK(left_by_index(FieldType::date, ">2024", "9999-12-31"));
    CHECK(left_by_index(FieldType::date, "<2024", "1850-01-01"));
    CHECK_FALSE(left_by_index(FieldType::date, "2024-03", "2024-02-10"));
    CHECK_FALSE(left_by_index(FieldType::date, ">2024", "2024-02-10"));
}

TEST_CASE("choices are told by their value, and text not at all") {
    CHECK(left_by_index(FieldType::one_of, "damp", "damp"));
    CHECK_FALSE(left_by_index(FieldType::one_of, "damp", "good"));
    CHECK(left_by_index(FieldType::one_of, "da*", "good"));
    CHECK(left_by_index(FieldType::one_of, "!damp", "good"));
    CHECK(field_facts("f", FieldType::text, "damp").empty());
}
