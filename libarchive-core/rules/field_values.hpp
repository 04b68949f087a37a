#pragma once

#include "model/profile.hpp"
#include "rules/condition.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// What is wrong with a value as its field's type, choices, list, pattern and range say; nothing when it fits or is
// empty. Check digits are looked at elsewhere.
std::optional<std::string> value_mistake(const Profile& profile, const Field& field, std::string_view value);
// The required fields that have no value. `noun` is customer, ticket or document: how `look_up` names the fields.
std::vector<const Field*> blank_fields(std::span<const Field* const> fields, std::string_view noun,
                                       const FieldLookup& look_up);

}  // namespace arc
