#pragma once

#include "model/profile.hpp"
#include "rules/condition.hpp"

#include <optional>

namespace arc {

// How a paper of the series is filed: by item (件), which goes into a box as it is, or bound into a volume (案卷). The
// first of the profile's series.method that holds; nothing where none does, and for papers of tickets and customers,
// whose volumes have rules of their own.
std::optional<FilingMethod> filing_method(const Profile& profile, const FieldLookup& look_up);

}  // namespace arc
