#pragma once

#include "jobs/audit/audit.hpp"

namespace arc {

// Pages that look like another scan of a sheet that is there already (A0712). Every page with writing on it is decoded
// once, at reduced scale, and compared with the 2,000 pages around it in its batch and with all of its document and
// volume; what is equal bit for bit is no matter of this audit. Looks for new ones until the scope's budget is used up
// (a minute without one), a batch at a time; with the scope's `record` what was made is kept, and every pair known is
// told in every run. What cannot be read is left to fixity.
void state_rescans(AuditRun& run, const AuditScope& scope, const TellFinding& tell);

}  // namespace arc
