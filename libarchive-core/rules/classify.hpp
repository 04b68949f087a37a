#pragma once

#include "model/filing_rules.hpp"
#include "rules/condition.hpp"

#include <string>
#include <string_view>

namespace arc {

// The class a customer belongs to, and why.
struct Classification {
    std::string name;      // "" where no rule decides
    bool changed = false;  // another than before: a dated row is due
    std::string reason;    // "customer.voltage_kv: >=10", "no rule holds: customer.voltage_kv is not known"
    bool operator==(const Classification&) const = default;
};

// By the first rule of class_by that holds. A customer keeps the class it has (`current`, "" for none) where the
// profile says by-hand or never, and where the rules cannot tell because a field is not known: a gap in the data must
// not move a file.
Classification classify(const Subject& subject, std::string_view current, const FieldLookup& look_up);

}  // namespace arc
