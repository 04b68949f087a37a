#pragma once

#include "model/condition.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace arc {

// The value of a field by its full path (customer.class, document.type, ticket.opened …; arc-profile(5), FIELDS), or
// nothing where it has none. Dates are given as 2026-11-21, booleans as true and false. The text must live until the
// next call.
using FieldLookup = std::function<std::optional<std::string_view>(std::string_view path)>;

// Whether a condition holds, and if not, for want of what. Lives no longer than the condition it tells of.
struct ConditionAnswer {
    bool holds = true;
    bool unknown = false;            // it might hold if a field had a value
    const Clause* clause = nullptr;  // that failed or could not be told; null when it holds

    // "customer.kind is not known", "customer.class is not low"; "" when it holds.
    std::string reason() const;
};

// A clause about a field without a value does not hold, whatever it asks, except `!*`. Where no alternative holds but
// one could if a field were known, the answer is unknown. Text compares exactly after NFC, numbers by value, dates as
// dates; * in a text stands for any letters.
ConditionAnswer evaluate(const Condition& condition, const FieldLookup& look_up);
// The same without reasons.
bool holds(const Condition& condition, const FieldLookup& look_up);
// The value at a path; also of PATH.year (2026), PATH.month (2026-11) and PATH.day (2026-11-21) where only the date
// itself is known to `look_up`.
std::optional<std::string> value_at(std::string_view path, const FieldLookup& look_up);

}  // namespace arc
