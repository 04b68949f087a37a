#pragma once

#include "jobs/audit/audit.hpp"
#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "model/sample.hpp"

#include <string>
#include <vector>

namespace arc {

// Begins a count of a place and all below it: what should be there is frozen now. One that is open there already is
// gone on with.
Stocktake start_stocktake(AuditRun& run, Operation& operation, const std::string& place);

// Codes in the order in which they were scanned: that of a place says where the following things were met; before the
// first it is the count's own place. A code that nobody knows is kept as it is. What lies inside a box or volume that
// was met is met with it. Faults: the count is finished.
struct Scanned {
    std::int64_t things = 0;
    std::int64_t unknown = 0;
};
Scanned scan_stocktake(AuditRun& run, Operation& operation, std::int64_t stocktake,
                       const std::vector<std::string>& codes, Reporter& reporter);

// Ends the count. What was not met and is not lent is missing from then on.
void finish_stocktake(AuditRun& run, Operation& operation, std::int64_t stocktake);

// What came of it: a record of kind "stock" for each thing that is missing, misplaced, unknown or lent, all with
// `everything`; the last one of kind "stocktake" counts them.
void put_stocktake(AuditRun& run, std::int64_t stocktake, bool everything, RecordSink& sink);
void put_stocktakes(AuditRun& run, RecordSink& sink);

}  // namespace arc
