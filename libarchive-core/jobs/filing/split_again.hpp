#pragma once

#include "jobs/archive.hpp"
#include "model/batch.hpp"

#include <cstdint>
#include <set>

namespace arc {

// The pages on the work list that `arc-ingest resume BATCH | arc-barcode | arc-file` would place by now: what they
// lacked is known meanwhile, or a page before them was never read, so that nobody can tell. Reads the whole batch.
std::set<std::int64_t> placed_when_split_again(Archive& archive, const Batch& batch);

}  // namespace arc
