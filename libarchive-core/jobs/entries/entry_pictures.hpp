#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/entry.hpp"
#include "model/profile.hpp"

#include <string>
#include <vector>

namespace arc {

// Evidence pictures: frames of stored objects, named as pages. A page that nobody filed leaves the work list with the
// entry as the reason; one of a document stays where it is. Faults: refused when the kind takes no pictures; usage for
// a file that was not taken yet, saying how to take it.
void add_pictures(FilingRun& run, const EntryKind& kind, const Entry& entry, const std::vector<std::string>& pages);

}  // namespace arc
