#pragma once

#include "jobs/audit/audit.hpp"

namespace arc {

// The audits themselves, one a file; jobs/audit/all_audits.cpp lists them. What each states is in arc-findings(7).
Coverage audit_completeness(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_gaps(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_fixity(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_deadlines(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_reminders(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_contracts(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_quality(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_data(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_labels(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_places(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_rooms(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_media(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_retention(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_sample(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_stocktake(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_due(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_log(AuditRun& run, const AuditScope& scope, const TellFinding& tell);
Coverage audit_scores(AuditRun& run, const AuditScope& scope, const TellFinding& tell);

}  // namespace arc
