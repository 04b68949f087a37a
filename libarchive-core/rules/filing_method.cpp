#include "rules/filing_method.hpp"

#include <algorithm>

namespace arc {

std::optional<FilingMethod> filing_method(const Profile& profile, const FieldLookup& look_up) {
    if (value_at("ticket.number", look_up) || value_at("customer.number", look_up)) {
        return std::nullopt;
    }
    const auto rule =
        std::ranges::find_if(profile.series.methods, [&](const MethodRule& one) { return holds(one.when, look_up); });
    return rule == profile.series.methods.end() ? std::nullopt : std::optional(rule->method);
}

}  // namespace arc
