#include "base/say.hpp"
#include "catalog/quality_query.hpp"
#include "catalog/stock_query.hpp"
#include "jobs/audit/families.hpp"
#include "rules/missing_sheet.hpp"

#include <set>

namespace arc {
namespace {

void state_scans(AuditRun& run, const TellFinding& tell) {
    const IntakeRules& rules = run.profile().intake;
    std::vector<QualityQuery::Scan> scans;
    QualityQuery(run.db()).for_each_bad_scan(rules.min_dpi, rules.skew_warn, rules.skew_fail,
                                             [&](const QualityQuery::Scan& scan) { scans.push_back(scan); });
    for (const QualityQuery::Scan& scan : scans) {
        const auto state = [&](std::string_view name, Light light, const std::string& words) {
            Finding finding = run.about_document("A07", name, scan.document);
            finding.light = to_text(light);
            finding.text = say("{}: {}", run.type_title(finding.document_type), words);
            tell(std::move(finding));
        };
        if (scan.pages == scan.blank) {
            state("blank-document", Light::red, say("all {} pages", scan.pages));
        }
        if (scan.low_dpi > 0) {
            state("low-dpi", Light::red,
                  say("{} of {} pages below {} dpi, the least has {:.0f}", scan.low_dpi, scan.pages, rules.min_dpi,
                      scan.least_dpi));
        }
        if (scan.no_dpi > 0) {
            state("no-dpi", Light::yellow, say("{} of {} pages", scan.no_dpi, scan.pages));
        }
        if (scan.skewed > 0) {
            state("skewed", Light::red,
                  say("{} of {} pages over {}°, the worst {:.1f}°", scan.skewed, scan.pages, rules.skew_fail,
                      scan.most_skew));
        } else if (scan.slanting > 0) {
            state("slanting", Light::yellow,
                  say("{} of {} pages over {}°, the worst {:.1f}°", scan.slanting, scan.pages, rules.skew_warn,
                      scan.most_skew));
        }
        if (scan.unmeasured > 0) {
            state("unmeasured", Light::yellow, say("{} of {} pages", scan.unmeasured, scan.pages));
        }
    }
}

void state_sheets(AuditRun& run, const TellFinding& tell) {
    std::vector<std::pair<std::int64_t, SheetSuspicion>> found;
    QualityQuery(run.db()).for_each_document([&](const std::vector<QualityQuery::Page>& pages) {
        std::vector<SheetSide> sides;
        for (const QualityQuery::Page& page : pages) {
            sides.push_back({page.width, page.height, page.dpi, page.duplex});
        }
        if (SheetSuspicion suspicion = suspect_missing_sheet(sides); suspicion.score >= suspected) {
            found.emplace_back(pages.front().document, std::move(suspicion));
        }
    });
    for (const auto& [document, suspicion] : found) {
        Finding finding = run.about_document("A07", "sheet-suspected", document);
        finding.light = to_text(Light::yellow);
        finding.text = say("{}: {} ({:.1f})", run.type_title(finding.document_type), suspicion.why, suspicion.score);
        finding.more.emplace_back("score", suspicion.score);
        tell(std::move(finding));
    }
}

}  // namespace

Coverage audit_quality(AuditRun& run, const AuditScope&, const TellFinding& tell) {
    state_scans(run, tell);
    for (const auto& [code, formats] : StockQuery(run.db()).mixed_batches()) {
        Finding finding = AuditRun::about_other("A07", "mixed-formats", "batch:" + code);
        finding.light = to_text(Light::yellow);
        finding.text = formats;
        tell(std::move(finding));
    }
    QualityQuery query(run.db());
    for (const auto& [document, copies] : query.same_pages()) {
        Finding finding = run.about_document("A07", "same-page", document);
        finding.text = say("{}: {} pages twice", run.type_title(finding.document_type), copies);
        tell(std::move(finding));
    }
    state_sheets(run, tell);
    std::set<std::int64_t> failed;
    for (const QualityQuery::Failed& one : query.failed()) {
        if (failed.insert(one.document).second) {
            Finding finding = run.about_document("A07", "failed-review", one.document);
            finding.text = say("{}: {} ({})", run.type_title(finding.document_type), one.reason, one.gate);
            tell(std::move(finding));
        }
    }
    return Coverage::whole;
}

}  // namespace arc
