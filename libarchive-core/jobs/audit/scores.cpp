#include "jobs/audit/families.hpp"

namespace arc {

Coverage audit_scores(AuditRun&, const AuditScope&, const TellFinding&) {
    return Coverage::whole;
}

}  // namespace arc
