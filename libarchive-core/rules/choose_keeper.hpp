#pragma once

#include "base/result.hpp"
#include "model/keeper_rule.hpp"
#include "rules/condition.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace arc {

// A person with the rule's role, as the choice sees them.
struct KeeperCandidate {
    std::int64_t id = 0;
    std::string code;
    std::string name;
    std::optional<int> distance;  // units up from the customer's to theirs; nothing: not on that way
    std::int64_t customers = 0;   // in their care already
};

struct KeeperChoice {
    std::size_t candidate = 0;  // index
    std::string why;            // "named in customer.collector", "unit, fewest (3)"
};

// Of equals the first by code. `customer` answers for the paths of `named`. Error (refused): nobody has the role, or
// everybody has as many as the rule allows.
Result<KeeperChoice> choose_keeper(const KeeperRule& rule, std::span<const KeeperCandidate> candidates,
                                   const FieldLookup& customer);

}  // namespace arc
