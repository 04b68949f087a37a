#include "catalog/quality_query.hpp"

#include <unordered_set>

namespace arc {

void QualityQuery::for_each_document(const std::function<void(const std::vector<Page>&)>& pages) {
    std::unordered_set<std::int64_t> duplex;
    Statement batches(*db_, "SELECT id FROM batch WHERE duplex = 1");
    while (batches.step()) {
        duplex.insert(batches.int64());
    }
    Statement rows(
        *db_,
        "SELECT p.id, p.document, p.width, p.height, max(0, coalesce(min(p.dpi_x, p.dpi_y), 0)), "
        "coalesce(p.skew, 0), p.ink IS NOT NULL, p.blank, coalesce(p.duplicate_of, 0), p.batch FROM page AS p "
        "INDEXED BY page_document WHERE p.document IS NOT NULL AND p.role = 'content' ORDER BY p.document, "
        "p.position");
    std::vector<Page> current;
    const auto tell = [&] {
        if (!current.empty()) {
            pages(current);
        }
        current.clear();
    };
    while (rows.step()) {
        Page page;
        page.id = rows.int64();
        page.document = rows.int64();
        page.width = rows.int32();
        page.height = rows.int32();
        page.dpi = rows.real();
        page.skew = rows.real();
        page.measured = rows.int64() != 0;
        page.blank = rows.int64() != 0;
        page.duplicate_of = rows.int64();
        page.duplex = duplex.contains(rows.int64());
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
