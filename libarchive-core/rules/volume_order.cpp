#include "rules/volume_order.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace arc {
namespace {

bool is_before(const VolumePaper& a, const VolumePaper& b, InnerOrder order) {
    switch (order) {
        case InnerOrder::date_ascending:
        case InnerOrder::date_descending:
            if (a.dated.empty() || b.dated.empty()) {
                return !a.dated.empty() && b.dated.empty();
            }
            return order == InnerOrder::date_ascending ? a.dated < b.dated : b.dated < a.dated;
        case InnerOrder::listed:
            return a.listed < b.listed;
        case InnerOrder::number:
            if (a.number.empty() || b.number.empty()) {
                return !a.number.empty() && b.number.empty();
            }
            return natural_less(a.number, b.number);
        case InnerOrder::arrival:
            break;
    }
    return false;
}

}  // namespace

void put_in_order(std::vector<VolumePaper>& papers, InnerOrder order) {
    std::ranges::sort(papers, {}, [](const VolumePaper& one) { return std::pair(one.registered, one.document); });
    std::ranges::stable_sort(papers,
                             [order](const VolumePaper& a, const VolumePaper& b) { return is_before(a, b, order); });
}

std::size_t papers_that_fit(std::span<const VolumePaper> papers, const VolumeRule& rule, std::int64_t documents,
                            std::int64_t sheets) {
    std::size_t count = 0;
    for (const VolumePaper& paper : papers) {
        const bool empty = documents == 0;
        const bool too_many = rule.max_documents > 0 && documents >= rule.max_documents;
        const bool too_thick = rule.max_sheets > 0 && sheets + paper.sheets > rule.max_sheets;
        if (!empty && (too_many || too_thick)) {
            break;
        }
        ++count;
        ++documents;
        sheets += paper.sheets;
    }
    return count;
}

bool has_numbered_papers(std::span<const VolumePaper> papers) {
    return std::ranges::any_of(papers, [](const VolumePaper& one) { return one.first_page.has_value(); });
}

PageNumbering numbering_in_use(std::span<const VolumePaper> papers, PageNumbering ruled) {
    const bool stamped = std::ranges::any_of(papers, [](const VolumePaper& one) { return one.first_page > 1; });
    return stamped ? PageNumbering::volume : ruled;
}

std::optional<std::int64_t> last_page(std::span<const VolumePaper> papers, PageNumbering numbering) {
    std::int64_t last = 0;
    for (const VolumePaper& paper : papers) {
        if (!paper.first_page) {
            continue;
        }
        if (!paper.sides) {
            return std::nullopt;
        }
        last = numbering == PageNumbering::volume ? std::max(last, *paper.first_page + *paper.sides - 1)
                                                  : last + *paper.sides;
    }
    return last;
}

std::vector<std::int64_t> first_pages(std::span<const VolumePaper> papers, PageNumbering numbering, std::int64_t next) {
    std::vector<std::int64_t> pages;
    for (const VolumePaper& paper : papers) {
        pages.push_back(numbering == PageNumbering::volume ? next : 1);
        next += paper.sides.value_or(0);
    }
    return pages;
}

}  // namespace arc
