#pragma once

#include "jobs/audit/audit.hpp"
#include "model/thing.hpp"

#include <cstdint>

namespace arc {

// What stands in the way of paying for a project, a ticket or all tickets of a customer (三纳入四同步): required papers
// that are not there, stages that went on without theirs, and what its contracts say of documents, sets and the day of
// filing. Returns how many findings. Fault (usage): neither a ticket nor a customer.
std::int64_t state_unpayable(AuditRun& run, Thing project, const TellFinding& tell);

}  // namespace arc
