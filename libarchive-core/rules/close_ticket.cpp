#include "rules/close_ticket.hpp"

#include "base/say.hpp"

#include <algorithm>

namespace arc {
namespace {

bool needs(const Gate& gate, Need need) {
    return std::ranges::count(gate.needs, need) != 0;
}

}  // namespace

GateAnswer ask_gate(const Gate& gate, const TicketPapers& papers) {
    GateAnswer answer;
    if (needs(gate, Need::complete)) {
        for (const RequirementState& state : papers.completeness.states) {
            if (state.open()) {
                answer.reasons.push_back(state.words(state.type));
            }
        }
    }
    if (needs(gate, Need::handed_over)) {
        for (const std::string& document : papers.not_handed_over) {
            answer.reasons.push_back(say("{}: not handed over", document));
        }
    }
    if (needs(gate, Need::reviewed)) {
        for (const std::string& document : papers.not_reviewed) {
            answer.reasons.push_back(say("{}: not reviewed", document));
        }
    }
    if (!answer.reasons.empty() && gate.otherwise != Severity::ignore) {
        answer.verdict = gate.otherwise == Severity::refuse ? Verdict::refuse : Verdict::warn;
    }
    return answer;
}

const Gate& close_gate(const Profile& profile, std::string_view ticket_type) {
    const TicketType* type = profile.ticket_type(ticket_type);
    return type != nullptr && type->close ? *type->close : profile.close;
}

}  // namespace arc
