#include "model/condition.hpp"

#include "base/calendar_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace arc {
namespace {

// Two-character signs first, so that >= is not read as >.
constexpr std::array<std::pair<std::string_view, Comparison>, 5> signs{{
    {">=", Comparison::at_least},
    {"<=", Comparison::at_most},
    {">", Comparison::more},
    {"<", Comparison::less},
    {"!", Comparison::unequal},
}};

Error bad(std::string_view text, std::string what) {
    return Error{ErrorCode::usage, std::string(text), std::move(what), {}};
}

bool is_reversed(const std::string& low, const std::string& high) {
    const std::optional<double> a = parse_number(low);
    const std::optional<double> b = parse_number(high);
    if (a && b) {
        return *a > *b;
    }
    const Result<Day> from = parse_day(low);
    const Result<Day> to = parse_day(high);
    return from.ok() && to.ok() && *from > *to;
}

bool can_be_ordered(const std::string& text) {
    return parse_number(text).has_value() || parse_day(text).ok();
}

Result<FieldTest> parse_range(std::string_view text, std::size_t dots) {
    const FieldTest range{Comparison::between, std::string(trim(text.substr(0, dots))),
                          std::string(trim(text.substr(dots + 2)))};
    for (const std::string& end : {range.value, range.upper}) {
        if (!end.empty() && !can_be_ordered(end)) {
            return bad(text, say("'{}' is neither a number nor a date", end));
        }
    }
    if (range.value.empty() && range.upper.empty()) {
        return bad(text, say("a range needs at least one end"));
    }
    if (is_reversed(range.value, range.upper)) {
        return bad(text, say("the range is reversed"));
    }
    return range;
}

}  // namespace

std::optional<double> parse_number(std::string_view raw) {
    const std::string_view text = trim(raw);
    double value = 0;
    const auto [end, problem] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    const bool whole = problem == std::errc{} && end == text.data() + text.size();
    const bool digit = !text.empty() && (text.back() >= '0' && text.back() <= '9');
    return whole && digit ? std::optional(value) : std::nullopt;
}

Result<FieldTest> parse_field_test(std::string_view raw) {
    const std::string_view text = trim(raw);
    if (text == "*" || text == "!*") {
        return FieldTest{text == "*" ? Comparison::known : Comparison::unknown, {}, {}};
    }
    for (const auto& [sign, how] : signs) {
        if (!text.starts_with(sign)) {
            continue;
        }
        const std::string value(trim(text.substr(sign.size())));
        if (value.empty()) {
            return bad(text, say("'{}' compares with nothing", sign));
        }
        if (how != Comparison::unequal && !can_be_ordered(value)) {
            return bad(text, say("'{}' is neither a number nor a date", value));
        }
        return FieldTest{how, value, {}};
    }
    const std::size_t dots = text.find("..");
    if (dots != std::string_view::npos) {
        return parse_range(text, dots);
    }
    return FieldTest{Comparison::equal, std::string(text), {}};
}

std::string to_text(const FieldTest& test) {
    switch (test.how) {
        case Comparison::equal:
            return test.value;
        case Comparison::between:
            return test.value + ".." + test.upper;
        case Comparison::known:
            return "*";
        case Comparison::unknown:
            return "!*";
        case Comparison::unequal:
        case Comparison::less:
        case Comparison::at_most:
        case Comparison::more:
        case Comparison::at_least:
            break;
    }
    for (const auto& [sign, how] : signs) {
        if (how == test.how) {
            return std::string(sign) + test.value;
        }
    }
    return {};
}

std::string to_text(const Condition& condition) {
    std::vector<std::string> alternatives;
    for (const std::vector<Clause>& clauses : condition.any) {
        std::vector<std::string> parts;
        for (const Clause& clause : clauses) {
            std::vector<std::string> tests;
            for (const FieldTest& test : clause.tests) {
                tests.push_back(to_text(test));
            }
            const std::string all = join(tests, ", ");
            parts.push_back(clause.path + ": " + (tests.size() == 1 ? all : "[" + all + "]"));
        }
        alternatives.push_back(join(parts, ", "));
    }
    return alternatives.empty() ? say("always") : join(alternatives, say(" or "));
}

}  // namespace arc
