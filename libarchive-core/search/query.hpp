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
// Error: usage, with all that there are.
Result<QueryState> parse_query_state(std::string_view word);
// All of them, as they are typed behind "is:".
std::span<const std::string_view> query_states();

// Texts of dates compare like their days: 2019, 2019-03 and 2019-03-01 all begin alike. `from` is included; `before` is
// not, and is made so that everything beginning like the last day, month or year asked for stands before it.
struct DateSpan {
    std::string from;    // "" without
    std::string before;  // "" without
    bool operator==(const DateSpan&) const = default;
};
// Reads 2019, 2019-03, 2019-03-01, A..B, A.. and ..B. Error: usage.
Result<DateSpan> parse_date_span(std::string_view text);

// One thing that is asked: a word, a phrase, or a field that has one of some values.
struct QueryTerm {
    std::string field;                // "" of words and phrases
    std::vector<std::string> values;  // at least one; exactly one of words and phrases
    bool phrase = false;              // neighbours in this order
    bool negated = false;
    bool operator==(const QueryTerm&) const = default;
};

// What somebody asks; all terms must hold.
struct Query {
    std::vector<QueryTerm> terms;

    bool empty() const { return terms.empty(); }
    // Whether a term wants this field, by itself or among others.
    bool asks(std::string_view field) const;
    // Wants one more thing: for options that mean the same as a term.
    void ask(std::string field, std::string value);
    bool operator==(const Query&) const = default;
};

// The fields that every archive has: customer ticket type … is. Others are the profile's.
std::span<const std::string_view> query_fields();

// Reads the arguments of arc-find, each of which may hold several terms: words, "phrases in quotes" (also “ ”),
// field:value, field:value,value and field:"value" (also ： and ，), each with - before it (also － and −) for what
// must not hold. What stands before a colon and looks like a name (a-z 0-9 _) is a field, known here or to the profile;
// 12:30 and https: are words. Errors: usage (not UTF-8, no value, a field that can have one value asked twice, open
// quote, no such state, no date).
Result<Query> parse_query(std::span<const std::string> arguments);
// One text that parse_query reads as the same query.
std::string to_text(const Query& query);

}  // namespace arc
