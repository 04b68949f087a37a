#include "search/field_facts.hpp"

#include "base/calendar_text.hpp"
#include "base/say.hpp"
#include "base/search_text.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cmath>

namespace arc {
namespace {

std::string fact(std::string_view name, std::string_view value) {
    return fact_token("f", fmt::format("{}={}", name, value));
}

// Sizes of numbers, in their order: all below zero, zero and what is hardly more, then for each power of ten the first
// digit. Beyond the ends all are alike.
constexpr int lowest_power = -3;
constexpr int highest_power = 15;
constexpr int below_zero = -1;
constexpr int largest = (highest_power - lowest_power + 1) * 9;

int size_of(double number) {
    if (number < 0) {
        return below_zero;
    }
    if (number < std::pow(10.0, lowest_power)) {
        return 0;
    }
    int power = static_cast<int>(std::floor(std::log10(number)));
    power = std::clamp(power, lowest_power, highest_power);
    // What logarithms round is put right, so that 1000 is not the last of the hundreds.
    while (power < highest_power && number >= std::pow(10.0, power + 1)) {
        ++power;
    }
    while (power > lowest_power && number < std::pow(10.0, power)) {
        --power;
    }
    const int digit = std::clamp(static_cast<int>(number / std::pow(10.0, power)), 1, 9);
    return (power - lowest_power) * 9 + digit;
}

// The power that all nine sizes from this one on share, as one token.
std::string power_token(std::string_view name, int first) {
    return fact(name, fmt::format("p{}", first / 9));
}

std::vector<std::string> sizes_between(std::string_view name, int low, int high) {
    std::vector<std::string> tokens;
    for (int size = low; size <= high;) {
        const bool whole_power = size > 0 && size % 9 == 1 && size + 8 <= high;
        tokens.push_back(whole_power ? power_token(name, size - 1) : fact(name, fmt::format("n{}", size)));
        size += whole_power ? 9 : 1;
    }
    return tokens;
}

// Years before and after these are told as one each: a contract may run until 9999.
constexpr int first_year_told = 1900;
constexpr int last_year_told = 2100;
int year_told(const Day& day) {
    return std::clamp(static_cast<int>(day.year()), first_year_told - 1, last_year_told + 1);
}
bool tells_months(int year) {
    return year >= first_year_told && year <= last_year_told;
}

std::optional<std::vector<std::string>> months_between(std::string_view name, const std::string& from,
                                                       const std::string& to) {
    using namespace std::chrono;
    const Result<Day> first = from.empty() ? Day(year(first_year_told - 1), January, day(1)) : parse_day(from);
    const Result<Day> last = to.empty() ? Day(year(last_year_told + 1), December, day(31)) : parse_day(to);
    if (!first || !last) {
        return std::nullopt;
    }
    std::vector<std::string> tokens;
    for (int told = year_told(*first); told <= year_told(*last); ++told) {
        const unsigned from_month = told == year_told(*first) ? static_cast<unsigned>(first->month()) : 1;
        const unsigned to_month = told == year_told(*last) ? static_cast<unsigned>(last->month()) : 12;
        if (!tells_months(told) || (from_month == 1 && to_month == 12)) {
            tokens.push_back(fact(name, fmt::format("{:04}", told)));
            continue;
        }
        for (unsigned month = from_month; month <= to_month; ++month) {
            tokens.push_back(fact(name, fmt::format("{:04}-{:02}", told, month)));
        }
    }
    return tokens;
}

// Both ends of what a test lets pass; "" without.
struct Ends {
    std::string low, high;
};
std::optional<Ends> ends_of(const FieldTest& test) {
    switch (test.how) {
        case Comparison::equal:
            return Ends{test.value, test.value};
        case Comparison::less:
        case Comparison::at_most:
            return Ends{{}, test.value};
        case Comparison::more:
        case Comparison::at_least:
            return Ends{test.value, {}};
        case Comparison::between:
            return Ends{test.value, test.upper};
        case Comparison::unequal:
        case Comparison::known:
        case Comparison::unknown:
            break;
    }
    return std::nullopt;
}

// The first or last day of 2024, 2024-05 or a day; other texts as they are.
enum class End { first, last };
std::string day_at(End end, const std::string& text) {
    if (text.size() == 4 && parse_day(text + "-01-01")) {
        return text + (end == End::first ? "-01-01" : "-12-31");
    }
    if (const Result<Day> month = text.size() == 7 ? parse_day(text + "-01") : Result<Day>(Error{}); month) {
        return format_day(end == End::first ? *month : Day(month->year() / month->month() / std::chrono::last));
    }
    return text;
}

// Years and months as the days that they begin or end with.
std::string in_days(const std::string& text) {
    const std::size_t dots = text.find("..");
    if (dots != std::string::npos) {
        return day_at(End::first, text.substr(0, dots)) + ".." + day_at(End::last, text.substr(dots + 2));
    }
    constexpr std::pair<std::string_view, End> signs[] = {
        {">=", End::first}, {"<=", End::last}, {">", End::last}, {"<", End::first}};
    for (const auto& [sign, end] : signs) {
        if (text.starts_with(sign)) {
            return std::string(sign) + day_at(end, text.substr(sign.size()));
        }
    }
    const std::string first = day_at(End::first, text);
    return first == text ? text : first + ".." + day_at(End::last, text);
}

}  // namespace

Result<FieldTest> read_field_test(FieldType type, const std::string& text) {
    return parse_field_test(type == FieldType::date ? in_days(text) : text);
}

std::vector<std::string> field_facts(std::string_view name, FieldType type, std::string_view value) {
    if (type == FieldType::boolean || type == FieldType::one_of) {
        return {fact(name, value)};
    }
    if (type == FieldType::date) {
        const Result<Day> day = parse_day(value);
        const int year = day ? year_told(*day) : 0;
        std::vector<std::string> tokens;
        if (day) {
            tokens.push_back(fact(name, fmt::format("{:04}", year)));
        }
        if (tells_months(year)) {
            tokens.push_back(fact(name, fmt::format("{:04}-{:02}", year, static_cast<unsigned>(day->month()))));
        }
        return tokens;
    }
    const std::optional<double> number = type == FieldType::number ? parse_number(value) : std::nullopt;
    if (!number) {
        return {};
    }
    const int size = size_of(*number);
    std::vector<std::string> tokens{fact(name, fmt::format("n{}", size))};
    if (size > 0) {
        tokens.push_back(power_token(name, size - 1));
    }
    return tokens;
}

std::optional<std::vector<std::string>> facts_of_test(std::string_view name, FieldType type, const FieldTest& test) {
    const std::optional<Ends> ends = ends_of(test);
    if (!ends || type == FieldType::text) {
        return std::nullopt;
    }
    if (type == FieldType::boolean || type == FieldType::one_of) {
        const bool whole = test.how == Comparison::equal && test.value.find('*') == std::string::npos;
        return whole ? std::optional(std::vector{fact(name, test.value)}) : std::nullopt;
    }
    if (type == FieldType::date) {
        return months_between(name, ends->low, ends->high);
    }
    const std::optional<double> low = parse_number(ends->low);
    const std::optional<double> high = parse_number(ends->high);
    if ((!low && !ends->low.empty()) || (!high && !ends->high.empty())) {
        return std::nullopt;
    }
    return sizes_between(name, low ? size_of(*low) : below_zero, high ? size_of(*high) : largest);
}

}  // namespace arc
