#pragma once

#include "jobs/shelving/shelve_verbs.hpp"

#include <string>
#include <vector>

namespace arc {

struct RetireRequest {
    std::vector<std::string> customers;  // none: all that were closed …
    std::string closed_before;           // … before this day
    int year = 0;                        // … in this year
    bool bind = false;                   // what is not bound yet is built into volumes and bound
    std::vector<std::string> by;         // with these fields instead of the profile's rule; binds
};

// Takes the files of closed customers out of the live shelves to the zone that the profile gives them: a whole box or
// volume where all its papers are to go, else what is theirs in it. What is bound together with papers of others stays,
// and is told. Boxes that become empty leave their place, so that every freed position is offered to the next new file.
// The answer is a move for each thing; what is there already is left out. Customers that are not closed and things
// without a place are problems. Fault (refused): the profile has no zone for closed customers.
ManyDone retire(FilingRun& run, const RetireRequest& request);

// The printed catalogue of departed files: a line for each of these customers that left papers, with where they are
// now. Printed again, it says the same.
std::string print_departed(Archive& archive, const RetireRequest& request, Instant now, Reporter& reporter);

}  // namespace arc
