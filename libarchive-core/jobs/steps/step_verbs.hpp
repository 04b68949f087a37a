#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/record_sink.hpp"

#include <string>
#include <vector>

namespace arc {

// The way of the paper through the profile's steps (arc-file(1), step).

// The caller scans the labels of documents, tickets, volumes or boxes at this step. A label that stands there already
// is no second scan; leaving steps out is told, or refused where the profile says so; going back takes a reason. Bad
// lines are problems and the others go on. One `step` record a thing. Faults: a step that the profile does not have, a
// caller without the step's role, no line that could be taken.
Answer scan_step(FilingRun& run, const std::string& step, const std::vector<std::string>& things);

struct StepFilter {
    std::string step;    // "" for all
    std::string person;  // "" for all
    std::string since;   // days of the archive's zone, both included; "" for no end
    std::string until;
};
// What is in hand: for each step a `step_work` record with how many things wait for it, since when, how many are late;
// then for each step and person a `step_time` record: scans, the median time since the scan before, the longest, and
// the pace (median time between two scans of the person on a day).
void list_steps(Archive& archive, const Caller& caller, const StepFilter& filter, RecordSink& sink);
// The things that wait for a step, or for any: `step_waiting` records, longest first.
void list_waiting(Archive& archive, const Caller& caller, const std::string& step, RecordSink& sink);

}  // namespace arc
