#include "base/say.hpp"
#include "catalog/stock_query.hpp"
#include "jobs/audit/families.hpp"

namespace arc {
namespace {

constexpr Duration usual_ahead{DurationUnit::months, 6};

void state_ends(AuditRun& run, std::string_view name, Light light, const std::string& from, const std::string& before,
                const TellFinding& tell) {
    for (const StockQuery::TypeYear& ends : StockQuery(run.db()).retention_ends(from, before)) {
        Finding finding = AuditRun::about_other("A13", name, "type:" + ends.type);
        finding.detail = ends.year;
        finding.document_type = ends.type;
        finding.light = to_text(light);
        finding.text = say("{}: {} documents, the first on {}", run.type_title(ends.type), ends.documents, ends.first);
        tell(std::move(finding));
    }
}

}  // namespace

Coverage audit_retention(AuditRun& run, const AuditScope& scope, const TellFinding& tell) {
    const std::string today = format_day(run.today());
    const std::string ahead = format_day(run.calendar().add(run.today(), scope.ahead.value_or(usual_ahead)));
    state_ends(run, "expired", Light::red, "", today, tell);
    state_ends(run, "falls-due", Light::yellow, today, ahead, tell);
    StockQuery query(run.db());
    for (const auto& [type, documents] : query.without_rule()) {
        Finding finding = AuditRun::about_other("A13", "no-rule", "type:" + type);
        finding.document_type = type;
        finding.light = to_text(Light::yellow);
        finding.text = say("{}: {} documents", run.type_title(type), documents);
        tell(std::move(finding));
    }
    for (const std::int64_t id : query.secrecy_ended(today)) {
        Finding finding = run.about_document("A13", "secrecy-ended", id);
        finding.text = say("{}: its level still stands", run.type_title(finding.document_type));
        tell(std::move(finding));
    }
    return Coverage::whole;
}

}  // namespace arc
