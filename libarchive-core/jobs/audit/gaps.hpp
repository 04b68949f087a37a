#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "model/finding.hpp"

#include <functional>

namespace arc {

// States every gap and double in numbers that should follow one another: pages of batches, items and pages of volumes,
// items and years of the series, 档号, labels, and declared counts against imaged ones. Catalogue order; the callback
// runs while nothing of the catalog is being read.
void find_gaps(Archive& archive, Instant now, const std::function<void(const Finding&)>& finding);

}  // namespace arc
