#pragma once

#include "jobs/lending/lending_run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What lies on the desk again.
struct TakeBack {
    std::vector<std::string> things;    // THING, THING=COUNT or "THING COUNT"
    std::optional<std::int64_t> count;  // pages, where a single thing comes back
    std::vector<std::string> missing;   // documents that are not there
    std::string condition;              // as it came back
    std::string work;                   // what is to be done before it is shelved; "" for nothing
};

// Compares what came back with what went out. All there: the loan is over and the thing goes to its place, or to the
// work list. Something missing: a problem, and the loan stays open as short, to be made good at once. Faults: refused
// (must be counted), not_found, usage.
ManyDone take_back(FilingRun& run, const TakeBack& back);
// One loan, in a run that is under way.
Answer bring_back(LendingRun& run, Loan loan, const TakeBack& back);

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
