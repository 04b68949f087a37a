#include "rules/disposal_gate.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

Day day(const char* text) {
    return parse_day(text).value_or_throw();
}

// A document whose time was over on the first of April 2024.
DisposalFacts due() {
    DisposalFacts facts;
    facts.keep_until = day("2024-04-01");
    facts.term = "closed 2019-04-01 + 5 years = 2024-04-01";
    return facts;
}

std::string reasons(const DisposalFacts& facts, const char* today = "2026-01-05") {
    return words_of(bars_to_disposal(facts, day(today)));
}

}  // namespace

TEST_CASE("a document may go on the day after its last one, not before") {
    CHECK(reasons(due(), "2024-03-31") == "is kept until 2024-04-01 (closed 2019-04-01 + 5 years = 2024-04-01)");
    CHECK(reasons(due(), "2024-04-01") == "is kept until 2024-04-01 (closed 2019-04-01 + 5 years = 2024-04-01)");
    CHECK(reasons(due(), "2024-04-02").empty());
}

TEST_CASE("what is permanent, has no rule, or whose term has not begun never goes") {
    DisposalFacts facts = due();
    facts.keep_until.reset();
    facts.term = "high voltage, closed (not yet) + 5 years";
    CHECK(reasons(facts) == "its term has not begun (high voltage, closed (not yet) + 5 years)");
    facts.permanent = true;
    facts.term = "permanent";
    CHECK(reasons(facts) == "is kept for ever (permanent)");
    facts.has_rule = false;
    CHECK(reasons(facts) == "no retention rule is on record");
}

TEST_CASE("all that stands in the way is told at once") {
    DisposalFacts facts = due();
    facts.keep_until = day("2030-01-01");
    facts.term = "x";
    facts.holds = {"hold 3 on customer:1001: lawsuit", "hold 5 on box:B1: audit"};
    facts.open_batch = "B7";
    facts.lent = "wang";
    facts.handover = "ARCH1";
    facts.listed = "XH000002";
    CHECK(reasons(facts) ==
          "is kept until 2030-01-01 (x), hold 3 on customer:1001: lawsuit, hold 5 on box:B1: audit, batch B7 is still "
          "open, is lent to wang, is on handover ARCH1, is on disposal XH000002");
}

TEST_CASE("where a group appraises, its word is needed and counts") {
    DisposalFacts facts = due();
    facts.group_asked = true;
    CHECK(reasons(facts) == "no group has appraised it");
    facts.verdict = "destroy";
    CHECK(reasons(facts).empty());
    facts.verdict = "transfer";
    CHECK(reasons(facts) == "the last appraisal says transfer");
    facts.group_asked = false;
    facts.verdict = "keep";
    CHECK(reasons(facts) == "the last appraisal says keep");
}

TEST_CASE("of what is gone nothing else is said") {
    DisposalFacts facts = due();
    facts.destroyed = "2025-02-03";
    facts.holds = {"hold 3"};
    CHECK(reasons(facts) == "was destroyed on 2025-02-03");
}
