#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/record_sink.hpp"

#include <string>
#include <vector>

namespace arc {

// What came of a verb that takes many things: the records of those that were done; the others were told as problems.
struct ManyDone {
    Answer answer;
    std::size_t asked = 0;
    std::size_t failed = 0;

    // Nothing was done, and all of it was refused.
    bool none() const { return asked > 0 && failed == asked; }
};

// Puts things away: `things` are codes as a hand scanner types them, in which the code of a place (or "place:R1-2")
// says where all that follows goes, as does `at` (a place or a box) for the first. Without either the profile chooses
// (shelving_plan). A thing that is wrong is a problem, the rest go on.
ManyDone shelve(FilingRun& run, const std::vector<std::string>& things, const std::string& at);

// What is to be put away, and what stands where it should not.
enum class ShelveWhat {
    waiting,  // closed volumes and filled boxes that stand nowhere, single papers that the profile gives a place
    due,      // what stands in another zone than its state asks for
};
std::vector<Thing> things_to_shelve(Archive& archive, Day today, ShelveWhat what);
// The same as they are named on command lines.
std::vector<std::string> names_of(const std::vector<Thing>& things);

// The moves that shelve() would make, in the order in which people walk: by where things are now, then by where they
// go. Nothing is written. Things without a place are problems.
Answer plan_shelving(Archive& archive, Day today, const std::vector<Thing>& things, Reporter& reporter);
// The work list on paper (上架单): from, thing, to.
std::string print_moves(Archive& archive, const Answer& moves, Instant now, Reporter& reporter);

}  // namespace arc
