#pragma once

#include "jobs/lending/lending_run.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// How a thing goes out.
struct HandOut {
    std::string until;                  // day; earlier than the terms say, never later
    std::optional<std::int64_t> count;  // pages, counted at the desk
    std::string condition;
    bool yes = false;
};

// Hands out what was approved: what goes out is frozen paper by paper, the day it is due is set. Faults: refused with
// every reason; what needs a confirmation, too, unless it has one.
ManyDone check_out(FilingRun& run, const std::vector<std::string>& loans, const HandOut& hand_out);
// One loan, in a run that is under way.
Answer give_out(LendingRun& run, Loan loan, const HandOut& hand_out);

// One more limit, as often as the terms allow; not what was called back.
ManyDone renew_loans(FilingRun& run, const std::vector<std::string>& loans, bool yes);
// Calls it back: due after the terms' `recall`, unless it was due before that.
ManyDone recall_loans(FilingRun& run, const std::vector<std::string>& loans);

}  // namespace arc
