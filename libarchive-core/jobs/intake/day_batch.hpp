#pragma once

#include "jobs/archive.hpp"

#include <string>

namespace arc {

// The code of the batch a run without --batch goes into: the day in the archive's zone, "20261121". When that batch is
// closed and does not hold `first_source` (a run that is repeated finishes what it began), the next of the day:
// "20261121-2".
std::string day_batch(Archive& archive, Instant now, const std::string& first_source);

}  // namespace arc
