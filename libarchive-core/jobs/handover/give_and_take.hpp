#pragma once

#include "jobs/filing/filing_run.hpp"

#include <string>
#include <vector>

namespace arc {

// The giver signs; --as names whom somebody signs for. Once all givers that the profile asks for have signed the list
// is given and its lines stand. `seals`: the numbers on the bags in transport. Faults (refused): an empty list, a count
// that is not declared, a paper that cannot go by now, the same person twice, not whom the list names (without a
// reason).
Answer give_handover(FilingRun& run, const std::string& list, const std::vector<std::string>& seals);

// The taker counts what has come, line by line, and signs nothing: CODE COUNT, CODE REASON, CODE. Counting again puts
// the count right; the event keeps both.
Answer count_handover(FilingRun& run, const std::string& list, const std::vector<std::string>& lines);

struct TakeRequest {
    std::vector<std::string> lines;  // counted as count_handover does
    std::vector<std::string> seals;  // as found on the bags
    std::string rest;                // what was not counted is sent back with this reason
    bool all = false;                // what needs no count and was not ticked off has come
};
// The taker counts the rest and signs. Once everything has its outcome and all takers have signed, the list is taken:
// what was accepted is the taker's, what was rejected goes back to the giver. While lines wait, they are told and the
// list stays given. Faults (refused): not given, broken seal (without a reason), a taker who has given, or is not whom
// the list names.
Answer take_handover(FilingRun& run, const std::string& list, const TakeRequest& request);

}  // namespace arc
