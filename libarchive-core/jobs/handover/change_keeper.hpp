#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/thing.hpp"

#include <cstdint>
#include <optional>

namespace arc {

// The thing is the taker's: who answers for a customer or ticket, who keeps a place. What `giver` (none: anybody) no
// longer holds by now stays with whom it went to. Papers change hands by the list alone.
void change_keeper(FilingRun& run, Thing thing, std::optional<std::int64_t> giver, std::int64_t taker);

}  // namespace arc
