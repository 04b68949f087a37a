#pragma once

#include "jobs/archive.hpp"
#include "store/batch_turn.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace arc {

struct DayBatch {
    std::string code;
    std::optional<BatchTurn> turn;  // where the code is free; a dry run takes none
};

// The batch a run without --batch goes into: the day in the archive's zone, "20261121". When that batch is closed and
// does not hold the first of `sources` (a run that is repeated finishes what it began), or another run adds to it just
// now, the next of the day: "20261121-2". A run repeated after midnight goes into yesterday's, when that one holds the
// first of them with the same bytes, and, where it was closed, the last one, too: names come again every day.
DayBatch day_batch(Archive& archive, Instant now, const std::vector<std::filesystem::path>& sources, bool dry_run);

}  // namespace arc
