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
// One loan, in a run that is under way: first all that may be against it (Faults as above; nothing is written), then
// the handing out. What nobody asked for before is entered between the two.
struct HandingOut {
    HandOut how;
    std::optional<Instant> due;
    std::vector<LoanAnswer> answers;
};
HandingOut prepare_hand_out(LendingRun& run, const Loan& loan, const HandOut& hand_out);
Answer hand_over(LendingRun& run, Loan loan, const HandingOut& prepared);
// Both; a loan that is out already is told so.
Answer give_out(LendingRun& run, const Loan& loan, const HandOut& hand_out);

// One more limit, as often as the terms allow; not what was called back.
ManyDone renew_loans(FilingRun& run, const std::vector<std::string>& loans, bool yes);
// Calls it back: due after the terms' `recall`, unless it was due before that.
ManyDone recall_loans(FilingRun& run, const std::vector<std::string>& loans);

}  // namespace arc
