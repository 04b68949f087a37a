#pragma once

#include "model/profile.hpp"
#include "rules/completeness.hpp"

#include <string>
#include <vector>

namespace arc {

// The state of a ticket's papers when somebody wants to close it or take it to the next stage.
struct TicketPapers {
    Completeness completeness;
    std::vector<std::string> not_handed_over;  // documents, as people call them
    std::vector<std::string> not_reviewed;     // documents, or gates with the documents that wait there
};

enum class Verdict { allowed, warn, refuse };

// What may happen, with every reason against it.
struct GateAnswer {
    Verdict verdict = Verdict::allowed;
    std::vector<std::string> reasons;  // "contract: missing", "licence: not handed over"
    bool operator==(const GateAnswer&) const = default;
};

// The gate's needs held against the papers. A gate that ignores what it finds still tells the reasons.
GateAnswer ask_gate(const Gate& gate, const TicketPapers& papers);
// The gate that a ticket of this type must pass to be closed.
const Gate& close_gate(const Profile& profile, std::string_view ticket_type);

}  // namespace arc
