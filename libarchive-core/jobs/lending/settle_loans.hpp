#pragma once

#include "jobs/lending/take_back.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// The borrower cannot find it; takes the caller's reason.
ManyDone lose_loans(FilingRun& run, const std::vector<std::string>& loans);
// What was lost is there again.
ManyDone find_loans(FilingRun& run, const TakeBack& back);
// What is missing is written off, for the caller's reason: its paper counts as lost. A fine outside the terms needs a
// confirmation.
ManyDone settle_loans(FilingRun& run, const std::vector<std::string>& loans, std::optional<std::int64_t> fine,
                      bool yes);
// What was to be done is done, the thing stands in its place.
ManyDone refile_loans(FilingRun& run, const std::vector<std::string>& loans);

}  // namespace arc
