#pragma once

#include "base/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// States that a query may ask for.
enum class QueryState {
    missing,
    waived,
    unfiled,
    lent,
    handed_over,
    not_handed_over,
    paper_only,
    image_only,
    dual,
    secret,
    failed,
    open,
    shelved,
    unshelved,
    held,
    destroyed
};
std::string_view to_text(QueryState state);

// Texts of dates compare like their days: 2019, 2019-03 and 2019-03-01 all begin alike. `from` is included; `before` is
// not, and is made so that everything beginning like the last day, month or year asked for stands before it.
struct DateSpan {
    std::string from;    // "" without
    std::string before;  // "" without
    bool operator==(const DateSpan&) const = default;
};
// Reads 2019, 2019-03, 2019-03-01, A..B, A.. and ..B. Error: usage.
Result<DateSpan> parse_date_span(std::string_view text);

// What somebody asks, all of which must hold.
struct Query {
    std::vector<std::string> words;
    std::vector<std::string> phrases;  // neighbours in this order
    std::vector<std::string> names;    // name:X
    std::string customer;
    std::string ticket;
    std::string type;
    std::string place;  // in:X
    std::string unit;
    std::string class_name;
    std::string status;
    std::string stage;
    std::string medium;
    std::string access;
    std::optional<DateSpan> date;  // date:… and year:…
    std::optional<QueryState> is;
    bool operator==(const Query&) const = default;

    bool empty() const { return *this == Query{}; }
};

// Reads the arguments of arc-find, each of which may hold several terms: words, "phrases in quotes" (also “ ”), and
// field:value or field:"value" (also ：). A word before a colon that is no field but looks like one is an error with
// the nearest field; 12:30 and https: are words. Errors: usage (unknown field, no value, the same field twice, open
// quote).
Result<Query> parse_query(std::span<const std::string> arguments);

}  // namespace arc
