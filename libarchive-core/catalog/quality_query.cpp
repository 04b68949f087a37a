#include "catalog/quality_query.hpp"

namespace arc {

void QualityQuery::for_each_bad_scan(int min_dpi, double skew_warn, double skew_fail,
                                     const std::function<void(const Scan&)>& found) {
    Statement rows(*db_,
                   "SELECT document, count(*), sum(blank), sum(min(dpi_x, dpi_y) > 0 AND min(dpi_x, dpi_y) < ?1), "
                   "sum(coalesce(min(dpi_x, dpi_y), 0) <= 0), sum(abs(skew) > ?3), sum(abs(skew) > ?2 AND abs(skew) <= "
                   "?3), sum(ink IS NULL), coalesce(min(min(dpi_x, dpi_y)), 0), coalesce(max(abs(skew)), 0) FROM page "
                   "WHERE role = 'content' GROUP BY document HAVING sum(min(dpi_x, dpi_y) < ?1) > 0 OR "
                   "sum(coalesce(min(dpi_x, dpi_y), 0) <= 0) > 0 OR sum(abs(skew) > ?2) > 0 OR sum(ink IS NULL) > 0 OR "
                   "count(*) = sum(blank) ORDER BY document");
    rows.bind(min_dpi).bind(skew_warn).bind(skew_fail);
    while (rows.step()) {
        Scan scan;
        for (std::int64_t* number : {&scan.document, &scan.pages, &scan.blank, &scan.low_dpi, &scan.no_dpi,
                                     &scan.skewed, &scan.slanting, &scan.unmeasured}) {
            *number = rows.int64();
        }
        scan.least_dpi = rows.real();
        scan.most_skew = rows.real();
        found(scan);
    }
}

std::vector<std::pair<std::int64_t, std::int64_t>> QualityQuery::same_pages() {
    Statement rows(*db_,
                   "SELECT p.document, count(*) FROM page AS p JOIN page AS q ON q.id = p.duplicate_of WHERE "
                   "p.duplicate_of IS NOT NULL AND p.role = 'content' AND q.role = 'content' AND p.blank = 0 AND "
                   "p.document = q.document GROUP BY p.document ORDER BY p.document");
    std::vector<std::pair<std::int64_t, std::int64_t>> same;
    while (rows.step()) {
        const std::int64_t document = rows.int64();
        same.emplace_back(document, rows.int64());
    }
    return same;
}

void QualityQuery::for_each_document(const std::function<void(const std::vector<Page>&)>& pages) {
    Statement rows(*db_,
                   "SELECT p.id, p.document, p.seq, p.width, p.height, coalesce(min(p.dpi_x, p.dpi_y), 0), "
                   "coalesce(p.ink, 0), p.blank, b.duplex FROM page AS p JOIN batch AS b ON b.id = p.batch WHERE "
                   "p.document IS NOT NULL AND p.role = 'content' ORDER BY p.document, p.position");
    std::vector<Page> current;
    const auto tell = [&] {
        if (current.size() > 1) {
            pages(current);
        }
        current.clear();
    };
    while (rows.step()) {
        Page page;
        page.id = rows.int64();
        page.document = rows.int64();
        page.seq = rows.int64();
        page.width = rows.int32();
        page.height = rows.int32();
        page.dpi = rows.real();
        page.ink = rows.real();
        page.blank = rows.int64() != 0;
        page.duplex = rows.int64() != 0;
        if (!current.empty() && current.back().document != page.document) {
            tell();
        }
        current.push_back(page);
    }
    tell();
}

std::vector<QualityQuery::Failed> QualityQuery::failed() {
    Statement rows(
        *db_,
        "SELECT r.document, r.gate, r.reason FROM review AS r WHERE r.outcome = 'failed' AND r.mended IS NULL "
        "ORDER BY r.document, r.id");
    std::vector<Failed> failed;
    while (rows.step()) {
        Failed& one = failed.emplace_back();
        one.document = rows.int64();
        one.gate = rows.text();
        one.reason = rows.text();
    }
    return failed;
}

}  // namespace arc
