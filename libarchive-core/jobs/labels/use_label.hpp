#pragma once

#include "jobs/change.hpp"

#include <string_view>

namespace arc {

// What a hand scanner read: where it is a label of ours that nobody has met yet, the ledger has it as used from now on.
// Any other text is nothing to it.
void use_label(Change& change, std::string_view scanned);

}  // namespace arc
