#pragma once

#include "jobs/filing/filing_run.hpp"

#include <string>

namespace arc {

// Undoes what splitting a batch did, so that it can be split again: its pages are new, the documents that splitting
// started are gone (those with a number, which is final, stay withdrawn). What a person placed or dropped stays, and a
// document registered before keeps its row. Fault (refused) that names the documents which splitting started and people
// have worked on since.
//
// What splitting did is told apart by the events: its own are about the batch, those of people are not.
Answer unsplit_batch(FilingRun& run, const std::string& batch);

}  // namespace arc
