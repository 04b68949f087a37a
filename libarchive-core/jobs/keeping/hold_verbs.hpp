#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/record_sink.hpp"

#include <string>
#include <vector>

namespace arc {

// Nothing that belongs to the things may be destroyed from now on, for the caller's reason. A thing that the same
// reason holds already keeps that hold. Records of kind hold.
Answer place_holds(FilingRun& run, const std::vector<std::string>& things);
// Ends a hold, with the caller's reason; one that was lifted already stays as it is.
Answer lift_hold(FilingRun& run, std::int64_t id);

struct HoldFilter {
    std::string thing;    // the holds that protect it; "" for all
    bool lifted = false;  // also those that were lifted; without `thing`
};
void list_holds(Archive& archive, const Caller& caller, const HoldFilter& filter, RecordSink& sink);

}  // namespace arc
