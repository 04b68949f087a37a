#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/export/package_writer.hpp"
#include "jobs/reporter.hpp"

#include <string>
#include <vector>

namespace arc {

// What a package of a handover holds beside the files, below data/: handover-list.pdf and .csv (档案移交清单 as it was
// signed, with counts), handover.jsonl (the list, its lines and who signed when, as arc-records(5) has them). Faults:
// not_found, refused (an empty list).
std::vector<PackageItem> handover_papers(Archive& archive, const Caller& caller, const std::string& list,
                                         Reporter& reporter);

}  // namespace arc
