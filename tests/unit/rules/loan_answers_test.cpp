#include "rules/loan_answers.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

LoanFacts sound() {
    LoanFacts facts;
    facts.purpose = "litigation";
    facts.reasons = {"litigation"};
    facts.rule = "lending";
    return facts;
}

std::size_t count(const LoanFacts& facts, LoanMoment moment, AnswerWeight weight) {
    return with_weight(answers_of(facts, moment), weight).size();
}

}  // namespace

TEST_CASE("where nothing speaks against it there is no answer") {
    CHECK(answers_of(sound(), LoanMoment::asking).empty());
    CHECK(answers_of(sound(), LoanMoment::handing_out).empty());
}

TEST_CASE("what is out can be asked for, and waits; it cannot be handed out") {
    LoanFacts facts = sound();
    facts.away = "is out with wang";
    CHECK(count(facts, LoanMoment::asking, AnswerWeight::impossible) == 0);
    CHECK(count(facts, LoanMoment::asking, AnswerWeight::notice) == 1);
    CHECK(count(facts, LoanMoment::handing_out, AnswerWeight::impossible) == 1);
}

TEST_CASE("whoever asked before, or has it reserved, is passed over only with a confirmation") {
    LoanFacts facts = sound();
    facts.ahead = {"zhang (loan 2)"};
    facts.reserved = {"li (loan 3) from 2026-01-07"};
    CHECK(count(facts, LoanMoment::handing_out, AnswerWeight::confirm) == 2);
    CHECK(count(facts, LoanMoment::asking, AnswerWeight::confirm) == 1);
}

TEST_CASE("reasons, forbidden papers and consents are no matter of confirmation") {
    LoanFacts facts = sound();
    facts.purpose = "curiosity";
    CHECK(count(facts, LoanMoment::asking, AnswerWeight::impossible) == 1);
    facts.reasons.clear();
    CHECK(answers_of(facts, LoanMoment::asking).empty());
    facts.purpose.clear();
    CHECK(count(facts, LoanMoment::asking, AnswerWeight::impossible) == 1);
    facts = sound();
    facts.forbidden = true;
    CHECK(count(facts, LoanMoment::asking, AnswerWeight::impossible) == 1);
    facts = sound();
    facts.customers_without_consent = {"1001"};
    CHECK(count(facts, LoanMoment::asking, AnswerWeight::impossible) == 0);
    CHECK(count(facts, LoanMoment::handing_out, AnswerWeight::impossible) == 1);
}

TEST_CASE("late or many things in hand hold up the handing out until somebody says yes") {
    LoanFacts facts = sound();
    facts.has = 3;
    facts.most = 3;
    facts.late = 1;
    facts.unsettled = 1;
    CHECK(count(facts, LoanMoment::handing_out, AnswerWeight::confirm) == 3);
    CHECK(count(facts, LoanMoment::asking, AnswerWeight::notice) == 3);
    facts.most = 4;
    CHECK(count(facts, LoanMoment::handing_out, AnswerWeight::confirm) == 2);
}

TEST_CASE("the scan is offered to whoever asks, with the command that shows it") {
    LoanFacts facts = sound();
    facts.scanned = 3;
    facts.scan_shown_by = "see them with arc-lend view document:#7";
    const std::vector<LoanAnswer> answers = answers_of(facts, LoanMoment::asking);
    REQUIRE(answers.size() == 1);
    CHECK(answers.front() == LoanAnswer{AnswerWeight::notice, "3 scanned pages are on file", facts.scan_shown_by});
    CHECK(answers_of(facts, LoanMoment::handing_out).empty());
}

TEST_CASE("the heaviest answer comes first") {
    LoanFacts facts = sound();
    facts.scanned = 1;
    facts.ahead = {"zhang"};
    facts.gone = "its paper is lost";
    CHECK(answers_of(facts, LoanMoment::asking).front().text == "its paper is lost");
}
