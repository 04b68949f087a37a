#include "rules/loan_state.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace arc;

#ifndef ARC_SOURCE
#define ARC_SOURCE "."
#endif

namespace {

constexpr LoanState all_states[] = {
    LoanState::requested, LoanState::approved, LoanState::denied, LoanState::cancelled, LoanState::out,
    LoanState::recalled,  LoanState::short_of, LoanState::lost,   LoanState::settled,   LoanState::returned};

}  // namespace

TEST_CASE("the table of states is the one that the manual prints") {
    std::ifstream file(std::string(ARC_SOURCE) + "/man/arc-lend.1");
    std::ostringstream text;
    text << file.rdbuf();
    CHECK(text.str().find(loan_state_table()) != std::string::npos);
}

TEST_CASE("a loan goes from the request to the return, and each step may be repeated without harm") {
    struct Step {
        LoanAct act;
        LoanState to;
    };
    LoanState state = LoanState::requested;
    for (const Step& step :
         {Step{LoanAct::approve, LoanState::approved}, Step{LoanAct::checkout, LoanState::out},
          Step{LoanAct::recall, LoanState::recalled}, Step{LoanAct::give_back, LoanState::returned}}) {
        const LoanStep taken = step_of(state, step.act);
        CHECK(taken.answer == LoanStepKind::goes);
        CHECK(taken.to == step.to);
        state = taken.to;
        CHECK(step_of(state, step.act).answer == LoanStepKind::repeats);
    }
}

TEST_CASE("what cannot be done says where the loan stands and what can be done instead") {
    const LoanStep early = step_of(LoanState::requested, LoanAct::checkout);
    CHECK(early.answer == LoanStepKind::impossible);
    CHECK(early.why == "is not approved yet");
    CHECK(early.next == "approve it first");
    CHECK(step_of(LoanState::out, LoanAct::cancel).why == "is out");
    CHECK(step_of(LoanState::recalled, LoanAct::renew).why == "was called back");
    CHECK(step_of(LoanState::short_of, LoanAct::renew).answer == LoanStepKind::impossible);
    CHECK(step_of(LoanState::out, LoanAct::find).answer == LoanStepKind::impossible);
    for (const LoanState state : all_states) {
        for (const LoanAct act : all_loan_acts()) {
            const LoanStep step = step_of(state, act);
            CHECK((step.answer == LoanStepKind::goes) == step.why.empty());
        }
    }
}

TEST_CASE("only one who lost something can find it, and what is settled may still be found") {
    CHECK(step_of(LoanState::lost, LoanAct::find).to == LoanState::returned);
    CHECK(step_of(LoanState::settled, LoanAct::find).to == LoanState::returned);
    CHECK(step_of(LoanState::short_of, LoanAct::settle).to == LoanState::settled);
    CHECK(step_of(LoanState::returned, LoanAct::lose).answer == LoanStepKind::impossible);
}

TEST_CASE("no state that is over leads to one in which the paper is away") {
    for (const LoanState state : {LoanState::denied, LoanState::cancelled, LoanState::settled, LoanState::returned}) {
        for (const LoanAct act : all_loan_acts()) {
            const LoanStep step = step_of(state, act);
            CHECK((step.answer != LoanStepKind::goes || !is_away(step.to)));
        }
    }
}

TEST_CASE("a look at the scan is approved, but nothing goes out") {
    CHECK(step_of(LoanState::requested, LoanAct::approve, LoanKind::look).answer == LoanStepKind::goes);
    for (const LoanAct act : {LoanAct::checkout, LoanAct::renew, LoanAct::give_back, LoanAct::lose}) {
        CHECK(step_of(LoanState::approved, act, LoanKind::look).answer == LoanStepKind::impossible);
    }
}
