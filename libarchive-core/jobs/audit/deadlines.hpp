#pragma once

#include "jobs/audit/audit.hpp"

#include <functional>
#include <string>

namespace arc {

// A deadline of the profile that something is close to or past; `finding` is A0401 or A0402.
using TellWatched = std::function<void(Finding finding, const Deadline* rule)>;

// What the profile's deadlines say of tickets (opened, stage entered and left, closed, filed), customers, documents
// that wait for a place, a number, a review or a date, handovers, loans and findings. Papers that are still to be
// captured are told by watch_papers.
// `only`: of this ticket alone; 0 for all.
void watch_moments(AuditRun& run, std::int64_t only_ticket, const TellWatched& tell);

}  // namespace arc
