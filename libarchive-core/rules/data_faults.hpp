#pragma once

#include "model/profile.hpp"
#include "rules/condition.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// One thing that is wrong with the values of a row, by the name of the finding that states it (A08).
struct DataFault {
    std::string_view name;  // blank malformed wrong-number doubtful-number not-in-list contradiction
    std::string field;      // or the name of the check
    std::string words;      // never holds a private value
    bool doubtful = false;  // to be looked at, no more
};

// Holds each field's value against what the profile declares of it: required, type, choices, list, pattern, range and
// check digits. `noun` is how `look_up` names the fields: customer, ticket, document. Private values are to be given in
// clear where they are known; a value that begins with "hmac:" is left alone.
std::vector<DataFault> field_faults(const Profile& profile, std::span<const Field* const> fields, std::string_view noun,
                                    const FieldLookup& look_up);
// The profile's `checks` of that noun that fail; a field without a value fails whatever is asked of it, but `!*`.
std::vector<DataFault> check_faults(const Profile& profile, Noun noun, const FieldLookup& look_up);

}  // namespace arc
