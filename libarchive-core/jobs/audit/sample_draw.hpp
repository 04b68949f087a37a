#pragma once

#include "jobs/audit/audit.hpp"
#include "jobs/change.hpp"
#include "model/sample.hpp"

#include <string>

namespace arc {

// Draws a sample as the profile's `samples` say, stratified by unit, leads first; anybody with the seed draws the same.
// Without a seed the day's is taken: NAME-DAY, so that a repeat on one day gives the sample that is there.
// Faults: a name the profile does not have; nothing to draw from.
DrawnSample draw_sample_of(AuditRun& run, Operation& operation, const std::string& name, const std::string& seed);

}  // namespace arc
