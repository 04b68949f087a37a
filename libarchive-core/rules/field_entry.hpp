#pragma once

#include "base/result.hpp"
#include "model/profile.hpp"

#include <span>
#include <string>
#include <vector>

namespace arc {

// "name=value" as people type it; an empty value takes the field's value away.
struct FieldEntry {
    std::string name;
    std::string value;
    bool operator==(const FieldEntry&) const = default;
};

// Errors (usage): no "=", no name, a name twice, a value with control characters or broken bytes.
Result<std::vector<FieldEntry>> parse_entries(std::span<const std::string> texts);

struct TakenValue {
    std::string value;  // as it is stored: dates 2026-11-21, numbers without commas, booleans true and false, NFC
    std::string doubt;  // what should be looked at; never holds a private value
};
// The value of a field that a person typed, checked by its type, list, pattern, range and check digit. Errors: usage;
// they never hold a private value.
Result<TakenValue> take_value(const Profile& profile, const Field& field, const std::string& typed);

// The field, or an Error (usage) that suggests the nearest name.
Result<const Field*> need_field(std::span<const Field* const> fields, const std::string& name);

}  // namespace arc
