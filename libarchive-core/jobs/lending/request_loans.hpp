#pragma once

#include "jobs/lending/lending_run.hpp"

#include <string>
#include <vector>

namespace arc {

struct LoanRequest {
    LoanKind kind = LoanKind::loan;
    std::vector<std::string> things;
    std::string person;  // who wants it
    std::string note;    // the case, the exhibition …
    std::string wanted;  // day from which it is kept for the person
    bool yes = false;
};

// Somebody wants things, for the caller's reason: a loan for each, on one slip, with the terms that apply now. Where
// nobody must approve it is approved at once. What is out is waited for, in the order of asking. Asked for already by
// the same person, that loan is the answer. Faults: not_found, usage (no person or reason), refused by a rule.
ManyDone request_loans(FilingRun& run, const LoanRequest& request);

// A wish as a loan that is not on record yet, with the terms that apply; `answers` get what was said about it. Faults:
// refused. Rights are the caller's task.
Loan draft_loan(LendingRun& run, LoanWish& wish, const LoanRequest& request, std::vector<LoanAnswer>& answers);
// Puts it on record; the first of a slip gives the slip its number.
void enter_loan(LendingRun& run, Loan& loan, std::int64_t& slip);

// The paper leaves the store for work (repair, scanning, exhibition): asked for and handed out in one step, taken back
// as a loan is. `until`: the day it must be back.
struct TakeOut {
    LoanRequest request;
    std::string until;
    std::string condition;
};
ManyDone take_out(FilingRun& run, const TakeOut& work);

}  // namespace arc
