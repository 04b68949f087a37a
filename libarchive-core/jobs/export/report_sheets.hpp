#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/reporter.hpp"
#include "print/list_sheet.hpp"
#include "rules/report_period.hpp"

#include <vector>

namespace arc {

// What a report tells, as the catalog is now: a table of what its query finds, how many have each value, one of the
// lists of arc-export catalogue, or a score. Faults: what the query names does not exist; refused.
std::vector<ListSheet> report_sheets(Archive& archive, const Caller& caller, const ReportRule& rule,
                                     const ReportPeriod& period, Reporter& reporter);

}  // namespace arc
