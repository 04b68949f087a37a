#pragma once

#include "catalog/document_table.hpp"
#include "jobs/archive.hpp"
#include "rules/review_gate.hpp"

#include <string>
#include <vector>

namespace arc {

// How a document stands at one of the profile's quality gates.
struct GateOfDocument {
    const ReviewGate* gate = nullptr;
    GateStanding standing = GateStanding::waits;
    std::int64_t lot = 0;  // the last that holds it at this gate; 0 for none
};
// At all gates, in the profile's order.
std::vector<GateOfDocument> gates_of(Archive& archive, std::int64_t document);
GateOfDocument gate_of(Archive& archive, std::int64_t document, const ReviewGate& gate);

// Whether there is something to look at: pages, paper that was declared or is here, or a thing that is never scanned.
// What is only expected is a matter of completeness.
bool is_reviewable(const Profile& profile, const CountedDocument& document);
// The first gate that a document has not passed, as "document 3 (contract) at gate collector"; "" when it may go on.
std::string gate_in_the_way(Archive& archive, const CountedDocument& document);

}  // namespace arc
