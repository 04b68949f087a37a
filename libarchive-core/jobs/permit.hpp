#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "model/verb.hpp"
#include "rules/rights.hpp"

namespace arc {

// Who runs this, as the rights see it: the person registered under the account's name, with roles and unit.
Actor actor_of(Archive& archive, const Caller& caller);
// On what grounds: the stated purpose; the customer's consent and the approval of a loan or look (arc-lend), where the
// profile's rights ask for them.
Grounds grounds_of(Archive& archive, const Caller& caller, const RightsTarget& target);
// May the caller do this? Throws a Fault (refused) with the reason when not; also when --as is used without the role
// deputy. Every verb asks before it shows or changes anything.
Permission require_right(Archive& archive, const Caller& caller, Verb verb, const RightsTarget& target = {});
// The same question as a value: for leaving things out of a list that lie outside the caller's circle.
bool has_right(Archive& archive, const Caller& caller, Verb verb, const RightsTarget& target);
// The codes of a unit and all above it, from the top: RightsTarget::unit_path.
std::optional<std::vector<std::string>> unit_path(Archive& archive, std::optional<std::int64_t> unit);

}  // namespace arc
