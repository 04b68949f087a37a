#include "base/say.hpp"
#include "catalog/fixity_table.hpp"
#include "jobs/audit/completeness.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/audit/fixity.hpp"
#include "jobs/audit/gaps.hpp"
#include "jobs/handover/handover_facts.hpp"

#include <algorithm>
#include <cmath>
#include <thread>

namespace arc {
namespace {

// Papers that were never handed over, of closed tickets, where closing asks for it.
void state_not_handed_over(AuditRun& run, const TellFinding& tell) {
    const std::vector<Need>& needs = run.profile().close.needs;
    if (std::ranges::count(needs, Need::handed_over) == 0) {
        return;
    }
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    for_each_never_handed_over(run.archive(), [&](std::int64_t ticket, std::int64_t document) {
        found.emplace_back(ticket, document);
        return true;
    });
    for (const auto& [ticket, document] : found) {
        const Finding paper = run.about_document("A01", "not-handed-over", document);
        Finding finding = run.about_ticket("A01", "not-handed-over", ticket);
        finding.detail = fmt::format("document:{}", document);
        finding.document_type = paper.document_type;
        finding.text = say("{}: not handed over", run.type_title(paper.document_type));
        finding.more = {{"status", "not-handed-over"}, {"document", document}};
        tell(std::move(finding));
    }
}

}  // namespace

Coverage audit_completeness(AuditRun& run, const AuditScope& scope, const TellFinding& tell) {
    CompletenessScope papers;
    papers.units = scope.units;
    check_papers(run.archive(), run.caller(), papers, [&](const CheckedSubject& subject) {
        for (const RequirementState& state : subject.result.states) {
            if (state.open()) {
                tell(finding_of(run.archive(), run.registers(), subject, state));
            }
        }
        return !run.reporter().stop_requested();
    });
    state_not_handed_over(run, tell);
    return Coverage::whole;
}

Coverage audit_gaps(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    find_gaps(run.archive(), run.now(), [&](const Finding& finding) { tell(finding); });
    return Coverage::whole;
}

Coverage audit_fixity(AuditRun& run, const AuditScope& scope, const TellFinding& tell) {
    FixityRequest request;
    request.time = scope.budget;
    request.record = scope.record;
    constexpr unsigned most_threads = 8;
    request.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, most_threads));
    constexpr double all = 100;
    if (scope.share < all) {
        const std::int64_t objects = FixityTable(run.db()).count();
        request.objects = static_cast<std::int64_t>(std::ceil(static_cast<double>(objects) * scope.share / all));
    }
    const FixityOutcome outcome = check_fixity(run.archive(), run.caller(), request, run.reporter(), tell);
    return outcome.unreadable > 0 ? Coverage::blind : outcome.left > 0 ? Coverage::part : Coverage::whole;
}

}  // namespace arc
