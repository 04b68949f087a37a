#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "model/organisation.hpp"

#include <optional>

namespace arc {

// The person who really types, whoever --as names: what four-eyes rules compare. None where the account is not
// registered with the archive, or its registration was closed.
std::optional<Person> real_person(Archive& archive, const Caller& caller);
// The same, for what must stand on record with a name. Fault (refused) where there is none.
Person need_real_person(Archive& archive, const Caller& caller);

}  // namespace arc
