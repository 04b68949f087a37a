#pragma once

#include "jobs/lending/lending_run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// Who stands at the desk between two lines of a hand scanner.
struct DeskState {
    std::optional<std::int64_t> person;
};

// One line at the desk: a person's card begins with that person, an empty line ends it. A thing that is out comes back
// (THING=COUNT or "THING COUNT" counts it); any other goes out to the person at the desk: what waits for the person as
// approved, else asked for and given out at once where the terms ask nobody, for the caller's reason. Gives the loan,
// or for a card the record "desk". Faults: as those of the single verbs; refused when nobody stands there.
Answer desk_line(FilingRun& run, DeskState& desk, const std::string& line, bool yes);

// What was written down while the archive could not be reached: lines "TIME PERSON out THING" and "TIME PERSON back
// THING[=COUNT]", separated by tabs, blanks or commas; # begins a note. Each is booked at its own time. What does not
// fit what others did meanwhile is a problem, the rest go on; a list that is played again changes nothing.
ManyDone play_back(FilingRun& run, const std::vector<std::string>& lines, bool yes);

}  // namespace arc
