#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/handover.hpp"

#include <string>
#include <vector>

namespace arc {

// What somebody has signed on this side stays as it is: Fault (refused).
void need_unsigned(FilingRun& run, const Handover& handover, HandoverSide side);

// What the taker does with the lines of a list that was given.

// A line, and with it what lies in it, with the outcome it has by now.
void write_line(FilingRun& run, const HandoverItem& item);
// Judges lines as they were counted; bad ones are problems. The things that were counted. Fault when none could be.
std::vector<Thing> count_lines(FilingRun& run, const Handover& handover, const std::vector<std::string>& lines);
// For a list that was taken: lines that say otherwise than it was are problems, and change nothing.
void tell_contradictions(FilingRun& run, const Handover& handover, const std::vector<std::string>& lines);
// Says which of them have another count than declared.
void tell_mismatches(FilingRun& run, const Handover& handover, const std::vector<Thing>& counted);
// What has no outcome yet is sent back for this reason ("": not); with `tick_off` what needs no count is accepted.
// Fault (usage) for no reason of the profile.
enum class TickOff { no, yes };
void settle_rest(FilingRun& run, const Handover& handover, const std::string& reason, TickOff tick_off);
// Whether every line has its outcome; says which have not.
bool all_settled(FilingRun& run, const Handover& handover);
// The list is taken: accepted papers are in the record, accepted things have a new keeper, what goes back is told.
void finish_taking(FilingRun& run, Handover& handover);

}  // namespace arc
