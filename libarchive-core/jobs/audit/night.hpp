#pragma once

#include "jobs/audit/findings.hpp"
#include "jobs/record_sink.hpp"

#include <string>
#include <vector>

namespace arc {

struct NightRequest {
    std::vector<std::string> only;                    // names of audits; empty: those of the profile for this day
    std::optional<std::chrono::seconds> budget = {};  // for fixity, instead of the profile's
};

// Runs the night's audits (profile `night`; without one all but scores), writes findings and figures down, and the
// head of the chain to journal/heads/. One at a time: Fault (busy) names who is at it.
// Puts what is new and what is mended as records of kind "finding" with `change`, then one of kind "night": at, number,
// head, open, new, mended, partly, owners (open findings of each).
AuditedNow run_night(Archive& archive, const Caller& caller, const NightRequest& request, Reporter& reporter,
                     RecordSink& sink);

}  // namespace arc
