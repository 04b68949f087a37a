#pragma once

#include "jobs/archive.hpp"

#include <string>
#include <vector>

namespace arc {

// The document types that the profile requires of this ticket, in its order, each once. Where a condition hangs on a
// field without a value the type is among them: a sheet too many is laid aside, one too few stops the work.
std::vector<std::string> required_types(Archive& archive, std::int64_t ticket);

}  // namespace arc
