#pragma once

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

enum class Comparison {
    equal,     // text as written, numbers by value, * stands for any letters
    unequal,   // !x
    less,      // <x
    at_most,   // <=x
    more,      // >x
    at_least,  // >=x
    between,   // a..b, both ends included; either end may be left out
    known,     // * alone: has a value
    unknown,   // !* alone: has none
};

// One comparison of a field's value; numbers and dates are compared as such where both sides are.
struct FieldTest {
    Comparison how = Comparison::equal;
    std::string value;  // for between the lower end, "" for none
    std::string upper;  // only for between, "" for none
    bool operator==(const FieldTest&) const = default;
};

// A field and what is asked of it: one of the positive tests (if there are any) and all of the negative ones
// (unequal, unknown) must hold.
struct Clause {
    std::string path;  // always with its noun: customer.class, document.type, ticket.stage, series.year …; or unit
    std::vector<FieldTest> tests;
    bool operator==(const Clause&) const = default;
};

// The `when` of a profile: one of the alternatives, all clauses of which must hold. Without alternatives it always
// holds.
struct Condition {
    std::vector<std::vector<Clause>> any;

    bool always() const noexcept { return any.empty(); }
    bool operator==(const Condition&) const = default;
};

// A plain decimal number: 10, -0.4; nothing else may stand beside it.
std::optional<double> parse_number(std::string_view text);
// Reads x !x <x <=x >x >=x a..b * and !*; refuses ranges that are reversed and comparisons with nothing.
Result<FieldTest> parse_field_test(std::string_view text);
// The forms that parse_field_test reads.
std::string to_text(const FieldTest& test);
// "customer.class: low, customer.kind: organisation"; alternatives joined by " or "; "always" without any.
std::string to_text(const Condition& condition);

}  // namespace arc
