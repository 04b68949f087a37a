#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/record_sink.hpp"
#include "model/disposal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// A list of documents to be destroyed goes from hand to hand: proposed, approved by others, carried out under the eyes
// of others still (execute_disposal). Nobody takes two of these parts. Records of kinds disposal and disposal_item.

struct ProposalRequest {
    std::vector<std::string> things;  // documents, or what holds them
    std::string due_before;           // or all whose last day is before this one
    std::vector<std::string> by;      // the group that appraised them; recorded for each
};
// Documents that must stay are told as problems with all reasons, the others listed. Fault (refused) when none is left.
Answer propose_disposal(FilingRun& run, const ProposalRequest& request);
// Signs in one of the profile's roles that has not signed; with the last of them the list is approved.
Answer approve_disposal(FilingRun& run, const std::string& code);
// The approver says no, with the caller's reason.
Answer refuse_disposal(FilingRun& run, const std::string& code);
// Taken back before it was carried out, with the caller's reason.
Answer withdraw_disposal(FilingRun& run, const std::string& code);
// One document is taken off the list, with the caller's reason.
Answer keep_document(FilingRun& run, const std::string& code, const std::string& document);

// By its code, in any case. Fault: not_found.
Disposal named_disposal(Archive& archive, const std::string& code);
void list_disposals(Archive& archive, const Caller& caller, std::optional<DisposalState> state, RecordSink& sink);
// The list, then its items; of an open list each with what stands in its way today.
void show_disposal(Archive& archive, const Caller& caller, const std::string& code, RecordSink& sink);

}  // namespace arc
