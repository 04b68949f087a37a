#pragma once

#include "jobs/archive.hpp"
#include "jobs/filing/answers.hpp"

namespace arc {

// For each zone (and for places without one) a record "forecast": millimetres that came less those that left in the
// last `months`, what is free, and when it is full at that pace; then one for the whole archive, zone null. What moved
// within a zone counts in neither. Places that nobody measured have no free millimetres and are counted as such.
Answer forecast_places(Archive& archive, Day today, int months);

}  // namespace arc
