#pragma once

#include "model/loan.hpp"

#include <span>
#include <string>
#include <string_view>

namespace arc {

// What people do about a loan, spelled as arc-lend's verbs.
enum class LoanAct { approve, deny, cancel, checkout, renew, recall, give_back, lose, find, settle };
std::span<const LoanAct> all_loan_acts();
std::string_view to_text(LoanAct act);  // "return" for give_back, "lost" for lose, "found" for find

enum class LoanStepKind { goes, repeats, impossible };

// What an act does to a loan in this state.
struct LoanStep {
    LoanStepKind answer = LoanStepKind::impossible;
    LoanState to = LoanState::requested;  // where it goes, or stays
    std::string why;                      // of repeats and impossible: "is out already"
    std::string next;                     // what can be done instead; may be ""
};

// The state machine of a loan; the table of man arc-lend says the same, and a test compares them. An act done twice
// repeats and changes nothing. `give_back` leads to returned; what is short by the count goes to short instead
// (rules/return_count). `approve` leads to approved once all have said yes. A look has no checkout and no return.
LoanStep step_of(LoanState state, LoanAct act, LoanKind kind = LoanKind::loan);

// The table as the manual prints it: a line a state, "out: renew out, recall recalled, return returned, lost lost".
std::string loan_state_table();

}  // namespace arc
