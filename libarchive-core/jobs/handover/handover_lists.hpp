#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/record_sink.hpp"
#include "model/handover.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// Verbs on lists that are being made (arc-file(1), handover). Lines are CODE or CODE COUNT, as typed, scanned or piped.
// A line that cannot be taken is a problem and the others go on; when none can, it is a Fault and nothing has changed.

struct HandoverRequest {
    HandoverKind kind = HandoverKind::delivery;
    std::string giver;  // in whose name the things stand; needed for keeper and leaver
    std::string taker;  // "": whoever takes it
    std::string unit;   // that gives; "": the giver's
    std::vector<std::string> lines;
};

// Opens a list, which gets a code of its own. Without lines a keeper's or leaver's list holds all that stands in the
// giver's name.
Answer open_handover(FilingRun& run, const HandoverRequest& request);
// Only while the list is open and nobody has signed it. A line that is on it already and names a count declares that
// count.
Answer add_to_handover(FilingRun& run, const std::string& list, const std::vector<std::string>& lines);
Answer remove_from_handover(FilingRun& run, const std::string& list, const std::vector<std::string>& things);
// What the giver counted. Once somebody has signed the list this puts a count right: with the caller's reason, kept as
// a note.
Answer declare_counts(FilingRun& run, const std::string& list, const std::vector<std::string>& lines);
// Nothing of it goes; with the caller's reason. Not once it was taken.
Answer withdraw_handover(FilingRun& run, const std::string& list);

struct HandoverFilter {
    std::optional<HandoverState> state;
    std::string person;  // whose list: who signed, or is named as giver or taker
    bool late = false;   // given, and not taken in time
};
void list_handovers(Archive& archive, const Caller& caller, const HandoverFilter& filter, RecordSink& sink);

}  // namespace arc
