#pragma once

#include "jobs/find/resolve_query.hpp"
#include "model/profile.hpp"

namespace arc {

// A term whose field is one of the profile's, or a column that is asked like one: what the index can tell of it goes
// into the filter, the comparison itself into the fields. Faults: no such field (with the nearest), a private one, a
// value that it cannot have.
void resolve_profile_field(const Profile& profile, const QueryTerm& term, ResolvedQuery& made);

}  // namespace arc
