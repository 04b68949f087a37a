#pragma once

#include <vector>

namespace arc {

// The SQL of schemas/catalog/, in order: the n-th takes a catalog from user_version n-1 to n.
const std::vector<const char*>& migrations();

}  // namespace arc
