#include "base/say.hpp"
#include "catalog/quality_query.hpp"
#include "catalog/stock_query.hpp"
#include "jobs/audit/families.hpp"
#include "jobs/audit/rescans.hpp"
#include "rules/missing_sheet.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace arc {
namespace {

// What the pages of one document say, where one of them is not as it should be.
struct Scan {
    std::int64_t document = 0;
    std::size_t pages = 0;
    std::size_t blank = 0;
    std::size_t low_dpi = 0;
    std::size_t no_dpi = 0;
    std::size_t skewed = 0;
    std::size_t slanting = 0;
    std::size_t unmeasured = 0;
    std::size_t twice = 0;  // pages that show the same frame of the same file as another one
    double least_dpi = 0;   // of those that tell
    double most_skew = 0;
    SheetSuspicion sheets;

    bool well() const {
        return blank < pages && low_dpi + no_dpi + skewed + slanting + unmeasured + twice == 0 &&
               sheets.score < suspected;
    }
};

Scan look_at(const std::vector<QualityQuery::Page>& pages, const IntakeRules& rules) {
    Scan scan;
    scan.document = pages.front().document;
    scan.pages = pages.size();
    std::vector<SheetSide> sides;
    for (const QualityQuery::Page& page : pages) {
        const double skew = std::abs(page.skew);
        scan.blank += page.blank ? 1 : 0;
        scan.no_dpi += page.dpi == 0 ? 1 : 0;
        scan.low_dpi += page.dpi > 0 && page.dpi < rules.min_dpi ? 1 : 0;
        scan.skewed += skew > rules.skew_fail ? 1 : 0;
        scan.slanting += skew > rules.skew_warn && skew <= rules.skew_fail ? 1 : 0;
        scan.unmeasured += page.measured ? 0 : 1;
        scan.most_skew = std::max(scan.most_skew, skew);
        if (page.dpi > 0 && (scan.least_dpi == 0 || page.dpi < scan.least_dpi)) {
            scan.least_dpi = page.dpi;
        }
        const bool again = page.duplicate_of != 0 && !page.blank &&
                           std::ranges::find(pages, page.duplicate_of, &QualityQuery::Page::id) != pages.end();
        scan.twice += again ? 1 : 0;
        sides.push_back({page.width, page.height, page.dpi, page.duplex});
    }
    if (pages.size() > 1) {
        scan.sheets = suspect_missing_sheet(sides);
    }
    return scan;
}

void state_scan(AuditRun& run, const Scan& scan, const TellFinding& tell) {
    const IntakeRules& rules = run.profile().intake;
    const Finding about = run.about_document("A07", "blank-document", scan.document);
    const auto state = [&](std::string_view name, Light light, const std::string& words) {
        Finding finding = about;
        finding.code = &finding_code("A07", name);
        finding.light = to_text(light);
        finding.text = say("{}: {}", run.type_title(finding.document_type), words);
        if (name == "sheet-suspected") {
            finding.more.emplace_back("score", scan.sheets.score);
        }
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
    if (scan.twice > 0) {
        state("same-page", Light::red, say("{} pages twice", scan.twice));
    }
    if (scan.sheets.score >= suspected) {
        state("sheet-suspected", Light::yellow, say("{} ({:.1f})", scan.sheets.why, scan.sheets.score));
    }
}

}  // namespace

Coverage audit_quality(AuditRun& run, const AuditScope& scope, const TellFinding& tell) {
    QualityQuery query(run.db());
    std::vector<Scan> bad;
    query.for_each_document([&](const std::vector<QualityQuery::Page>& pages) {
        if (Scan scan = look_at(pages, run.profile().intake); !scan.well()) {
            bad.push_back(std::move(scan));
        }
    });
    for (const Scan& scan : bad) {
        state_scan(run, scan, tell);
    }
    for (const auto& [code, formats] : StockQuery(run.db()).mixed_batches()) {
        Finding finding = AuditRun::about_other("A07", "mixed-formats", "batch:" + code);
        finding.light = to_text(Light::yellow);
        finding.text = say("files of several formats: {}", formats);
        tell(std::move(finding));
    }
    state_rescans(run, scope, tell);
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
