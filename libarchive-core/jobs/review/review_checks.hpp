#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/profile.hpp"

#include <string>
#include <vector>

namespace arc {

// What verbs of quality gates ask before they do anything; Faults say what is wrong.
const ReviewGate& need_gate(const Profile& profile, const std::string& name);
std::vector<std::int64_t> need_documents(Archive& archive, const std::vector<std::string>& things);
// The caller may review it (at the gate `own`: may file it), it is valid, there is something to look at, and its batch
// is closed.
void need_reviewable(const FilingRun& run, const ReviewGate& gate, const Document& document);
// Gates are passed in the profile's order.
void need_earlier_gates(const FilingRun& run, const ReviewGate& gate, const Document& document);

}  // namespace arc
