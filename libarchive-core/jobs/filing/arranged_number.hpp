#pragma once

#include "jobs/filing/filing_run.hpp"

#include <cstdint>

namespace arc {

// The profile's number (档号) for a paper that has come to its final order: its volume is bound, or it lies in its box
// (numbering, at: arranged). One that has a number keeps it, whatever becomes of its class, name or retention.
// False, and a notice, when something that the number shows is not known.
bool number_arranged(FilingRun& run, std::int64_t document);

}  // namespace arc
