#include "rules/condition.hpp"

#include "base/calendar_text.hpp"
#include "base/say.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arc {
namespace {

enum class Truth { yes, no, unknown };

// * stands for any letters; the usual greedy match with one point to fall back to.
bool fits(std::string_view wanted, std::string_view text) {
    std::size_t w = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t star_text = 0;
    while (t < text.size()) {
        if (w < wanted.size() && wanted[w] == '*') {
            star = w++;
            star_text = t;
        } else if (w < wanted.size() && wanted[w] == text[t]) {
            ++w;
            ++t;
        } else if (star != std::string_view::npos) {
            w = star + 1;
            t = ++star_text;
        } else {
            return false;
        }
    }
    return wanted.find_first_not_of('*', w) == std::string_view::npos;
}

// Numbers and dates both do; sparing the attempt on words makes audits of millions quick.
bool may_be_number_or_date(std::string_view text) {
    return !text.empty() && std::string_view("0123456789-. ").find(text.front()) != std::string_view::npos;
}

bool equal(const std::string& wanted, std::string_view value) {
    if (fits(wanted, value)) {
        return true;
    }
    if (!may_be_number_or_date(wanted) || !may_be_number_or_date(value)) {
        return false;
    }
    const std::optional<double> a = parse_number(wanted);
    const std::optional<double> b = parse_number(value);
    if (a && b) {
        return *a == *b;
    }
    const Result<Day> wanted_day = parse_day(wanted);
    const Result<Day> day = parse_day(value);
    return wanted_day.ok() && day.ok() && *wanted_day == *day;
}

// -1, 0 or 1; nothing where the two cannot be put in order.
std::optional<int> order(std::string_view value, const std::string& bound) {
    const std::optional<double> a = parse_number(value);
    const std::optional<double> b = parse_number(bound);
    if (a && b) {
        return *a < *b ? -1 : int(*a > *b);
    }
    const Result<Day> day = parse_day(value);
    const Result<Day> bound_day = parse_day(bound);
    if (!day.ok() || !bound_day.ok()) {
        return std::nullopt;
    }
    return *day < *bound_day ? -1 : int(*day > *bound_day);
}

bool in_range(const FieldTest& test, std::string_view value) {
    const std::optional<int> low = order(value, test.value);
    const std::optional<int> high = order(value, test.upper);
    const bool above = test.value.empty() || (low && *low >= 0);
    const bool below = test.upper.empty() || (high && *high <= 0);
    return above && below;
}

bool passes(const FieldTest& test, std::string_view value) {
    switch (test.how) {
        case Comparison::equal:
            return equal(test.value, value);
        case Comparison::unequal:
            return !equal(test.value, value);
        case Comparison::less:
            return order(value, test.value).value_or(0) < 0;
        case Comparison::at_most:
            return order(value, test.value).value_or(1) <= 0;
        case Comparison::more:
            return order(value, test.value).value_or(0) > 0;
        case Comparison::at_least:
            return order(value, test.value).value_or(-1) >= 0;
        case Comparison::between:
            return in_range(test, value);
        case Comparison::known:
            return true;
        case Comparison::unknown:
            return false;
    }
    return false;
}

bool is_negative(const FieldTest& test) {
    return test.how == Comparison::unequal || test.how == Comparison::unknown;
}

Truth truth_of(const Clause& clause, const FieldLookup& look_up) {
    const std::optional<std::string> value = value_at(clause.path, look_up);
    if (!value) {
        const bool asks_absence = std::ranges::count(clause.tests, Comparison::unknown, &FieldTest::how) != 0;
        return asks_absence ? Truth::yes : Truth::unknown;
    }
    bool any_positive = false;
    bool one_passes = false;
    for (const FieldTest& test : clause.tests) {
        const bool passed = passes(test, *value);
        if (is_negative(test) && !passed) {
            return Truth::no;
        }
        any_positive = any_positive || !is_negative(test);
        one_passes = one_passes || (!is_negative(test) && passed);
    }
    return one_passes || !any_positive ? Truth::yes : Truth::no;
}

}  // namespace

std::string ConditionAnswer::reason() const {
    if (holds || clause == nullptr) {
        return {};
    }
    if (unknown) {
        return say("{} is not known", clause->path);
    }
    Condition alone;
    alone.any = {{*clause}};
    return say("not the case: {}", to_text(alone));
}

ConditionAnswer evaluate(const Condition& condition, const FieldLookup& look_up) {
    ConditionAnswer answer;
    for (const std::vector<Clause>& clauses : condition.any) {
        Truth all = Truth::yes;
        const Clause* first = nullptr;
        for (const Clause& clause : clauses) {
            const Truth one = truth_of(clause, look_up);
            if (one != Truth::yes && all != Truth::no) {
                first = all == Truth::yes || one == Truth::no ? &clause : first;
                all = one;
            }
        }
        if (all == Truth::yes) {
            return {};
        }
        if (answer.clause == nullptr || (all == Truth::unknown && !answer.unknown)) {
            answer = {false, all == Truth::unknown, first};
        }
    }
    return answer;
}

bool holds(const Condition& condition, const FieldLookup& look_up) {
    return evaluate(condition, look_up).holds;
}

std::optional<std::string> value_at(std::string_view path, const FieldLookup& look_up) {
    if (const std::optional<std::string_view> value = look_up(path); value && !value->empty()) {
        return std::string(*value);
    }
    constexpr std::array<std::pair<std::string_view, std::size_t>, 3> parts{
        {{".year", 4}, {".month", 7}, {".day", 10}}};
    for (const auto& [part, length] : parts) {
        if (!path.ends_with(part)) {
            continue;
        }
        const std::optional<std::string_view> whole = look_up(path.substr(0, path.size() - part.size()));
        const std::string_view date = whole.value_or(std::string_view{}).substr(0, 10);
        const Result<Day> day = parse_day(date);
        if (day.ok()) {
            return format_day(*day).substr(0, length);
        }
    }
    return std::nullopt;
}

}  // namespace arc
