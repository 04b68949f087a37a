#pragma once

#include "jobs/filing/filing_run.hpp"

#include <string>
#include <vector>

namespace arc {

struct ExecutionRequest {
    std::string code;
    std::vector<std::string> supervisors;  // as many as the profile asks, none of whom proposed it
    std::string place;                     // where it is done; may be ""
};

// Destroys what an approved list names. First the catalog says what goes, in one transaction: documents become
// tombstones, leave their places (an emptied volume or box too), pages become destroyed, frames that others need are
// stored as files of their own, private values go. Then the files go. Killed in between, the same call finishes; after
// that a repeat changes nothing.
// A document that must stay by now (rules/disposal_gate) is taken off the list and told as a problem. Faults: refused
// when none is left or a rule of the list itself is broken; damaged when a frame that stays cannot be copied; busy when
// the documents changed meanwhile.
Answer execute_disposal(Archive& archive, Operation& operation, Reporter& reporter, const ExecutionRequest& request);

}  // namespace arc
