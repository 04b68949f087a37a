#pragma once

#include "jobs/archive.hpp"
#include "store/batch_turn.hpp"

#include <optional>
#include <string>

namespace arc {

struct DayBatch {
    std::string code;
    std::optional<BatchTurn> turn;  // where the code is free; a dry run takes none
};

// The batch a run without --batch goes into: the day in the archive's zone, "20261121". When that batch is closed and
// does not hold `first_source` (a run that is repeated finishes what it began), or another run adds to it just now, the
// next of the day: "20261121-2".
DayBatch day_batch(Archive& archive, Instant now, const std::string& first_source, bool dry_run);

}  // namespace arc
