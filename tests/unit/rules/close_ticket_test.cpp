#include "rules/close_ticket.hpp"

#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

TicketPapers papers_lacking(DocumentStatus status) {
    TicketPapers papers;
    RequirementState state;
    state.type = "contract";
    state.status = status;
    papers.completeness.states.push_back(state);
    return papers;
}

}  // namespace

TEST_CASE("a ticket with everything in order may be closed") {
    const Gate gate{{Need::complete, Need::handed_over, Need::reviewed}, Severity::refuse};
    CHECK(ask_gate(gate, papers_lacking(DocumentStatus::present)) == GateAnswer{});
    CHECK(ask_gate(gate, papers_lacking(DocumentStatus::waived)).verdict == Verdict::allowed);
}

TEST_CASE("everything that stands against closing is told at once") {
    TicketPapers papers = papers_lacking(DocumentStatus::missing);
    papers.not_handed_over = {"licence"};
    papers.not_reviewed = {"application"};
    const Gate gate{{Need::complete, Need::handed_over, Need::reviewed}, Severity::refuse};
    CHECK(ask_gate(gate, papers) ==
          GateAnswer{Verdict::refuse, {"contract: missing", "licence: not handed over", "application: not reviewed"}});
}

TEST_CASE("a gate asks only for what it needs and is as hard as the profile says") {
    TicketPapers papers = papers_lacking(DocumentStatus::missing);
    papers.not_handed_over = {"licence"};
    CHECK(ask_gate({{Need::handed_over}, Severity::warn}, papers) ==
          GateAnswer{Verdict::warn, {"licence: not handed over"}});
    CHECK(ask_gate({{Need::complete}, Severity::ignore}, papers).verdict == Verdict::allowed);
    CHECK(ask_gate({{}, Severity::refuse}, papers) == GateAnswer{});
}

TEST_CASE("a ticket type may have a gate of its own") {
    const Profile profile = profile_of(
        "ticket_types: {a: {stages: [x]}, b: {stages: [x], close: {needs: [complete], else: warn}}}\n"
        "close: {needs: [complete, handed-over], else: refuse}\n");
    CHECK(close_gate(profile, "a").otherwise == Severity::refuse);
    CHECK(close_gate(profile, "b") == Gate{{Need::complete}, Severity::warn});
}
