#pragma once

#include "jobs/archive.hpp"

#include <string>
#include <vector>

namespace arc {

// The terms of a query, @NAME replaced by the query that the profile keeps under that name; further terms narrow it
// down. Fault (not_found): the profile keeps none of that name.
std::vector<std::string> with_saved_queries(Archive& archive, const std::vector<std::string>& terms);

}  // namespace arc
