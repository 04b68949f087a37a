#include "rules/page_ranges.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "rules/page_cell.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

// What the cells of one row say, before rows are compared with each other. 0: not said.
struct Stated {
    int start = 0;
    int end = 0;
    int count = 0;
};

class Resolver {
public:
    Resolver(PageCustom custom, std::span<const PageRow> rows, std::optional<int> last_page)
        : custom_(custom), rows_(rows), last_page_(last_page) {}

    PageRanges resolve() && {
        for (const PageRow& row : rows_) {
            stated_.push_back(read(row));
        }
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            result_.ranges.push_back(range_of(i));
        }
        compare_neighbours();
        compare_with_last_page();
        std::ranges::stable_sort(result_.problems, {}, &PageProblem::row);
        return std::move(result_);
    }

private:
    void tell(const PageRow& row, PageTrouble trouble, std::string words) {
        result_.problems.push_back({row.row, trouble, std::move(words)});
    }

    // The numbers of a cell that the custom needs (`needed`) or that only confirms others.
    PageCell read_cell(const PageRow& row, const std::string& text, std::string_view slot, bool needed) {
        const PageCell cell = read_page_cell(text);
        if (!cell.readable && (needed || !trim(text).empty())) {
            tell(row, PageTrouble::unreadable,
                 trim(text).empty() ? say("the {} is missing", slot)
                                    : say("the {} \"{}\" is not a page number", slot, printable(text)));
        }
        if (cell.full_width) {
            tell(row, PageTrouble::full_width, say("the {} \"{}\" is written in full width", slot, printable(text)));
        }
        return cell;
    }

    Stated read(const PageRow& row) {
        Stated stated;
        const bool counts = custom_ == PageCustom::counts;
        stated.count =
            read_cell(row, row.count, say("count"), counts || custom_ == PageCustom::starts_and_counts).first;
        if (counts) {
            return stated;
        }
        const bool one_cell = custom_ == PageCustom::ranges && !row.range.empty();
        const bool by_item = custom_ == PageCustom::item_is_page;
        const PageCell cell = read_cell(row,
                                        one_cell  ? row.range
                                        : by_item ? row.item
                                                  : row.start,
                                        one_cell  ? say("page range")
                                        : by_item ? say("item number")
                                                  : say("first page"),
                                        true);
        stated.start = cell.first;
        stated.end = cell.second;
        if (custom_ == PageCustom::ranges && !one_cell && stated.end == 0) {
            stated.end = read_cell(row, row.end, say("last page"), true).first;
        }
        return in_order(row, stated);
    }

    Stated in_order(const PageRow& row, Stated stated) {
        if (stated.end != 0 && stated.end < stated.start) {
            tell(row, PageTrouble::reversed, say("pages {}-{} are reversed", stated.start, stated.end));
            std::swap(stated.start, stated.end);
        }
        return stated;
    }

    ItemPages range_of(std::size_t i) {
        const Stated& stated = stated_[i];
        const PageRow& row = rows_[i];
        if (custom_ == PageCustom::counts) {
            return counted(i);
        }
        if (stated.start == 0) {
            return {row.row, 0, 0};
        }
        if (stated.end != 0) {
            check_count(row, stated);
            return {row.row, stated.start, stated.end};
        }
        if (custom_ == PageCustom::starts_and_counts) {
            return stated.count == 0 ? ItemPages{row.row, 0, 0}
                                     : ItemPages{row.row, stated.start, stated.start + stated.count - 1};
        }
        if (custom_ == PageCustom::ranges) {
            return {row.row, stated.start, stated.start};
        }
        const ItemPages range{row.row, stated.start, derived_end(i)};
        check_count(row, {range.start, range.end, stated.count});
        return range;
    }

    // A row whose count is unreadable leaves no way to place those after it.
    ItemPages counted(std::size_t i) {
        const int count = stated_[i].count;
        const bool known_before = i == 0 || result_.ranges.back().start != 0;
        if (count == 0 || !known_before) {
            return {rows_[i].row, 0, 0};
        }
        const int start = i == 0 ? 1 : result_.ranges.back().end + 1;
        return {rows_[i].row, start, start + count - 1};
    }

    // Customs B and E: the page before the next item's, 0 where nothing says it. Items that start on one page share it.
    int derived_end(std::size_t i) {
        const int start = stated_[i].start;
        const auto next = std::find_if(stated_.begin() + static_cast<std::ptrdiff_t>(i) + 1, stated_.end(),
                                       [](const Stated& later) { return later.start != 0; });
        if (next != stated_.end()) {
            return std::max(start, next->start - 1);
        }
        if (last_page_ && *last_page_ >= start) {
            return *last_page_;
        }
        if (stated_[i].count > 0) {
            return start + stated_[i].count - 1;
        }
        tell(rows_[i], PageTrouble::missing_last_end, say("nothing says on which page the last item ends"));
        return 0;
    }

    void check_count(const PageRow& row, const Stated& stated) {
        const int pages = stated.end - stated.start + 1;
        if (stated.count != 0 && stated.end != 0 && stated.count != pages) {
            tell(row, PageTrouble::count_mismatch,
                 say("pages {}-{} are {}, the count says {}", stated.start, stated.end, pages, stated.count));
        }
    }

    void compare_neighbours() {
        int reached = 0;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const ItemPages& range = result_.ranges[i];
            if (range.start == 0) {
                continue;
            }
            if (range.start > reached + 1) {
                tell(rows_[i], PageTrouble::gap,
                     reached + 1 == range.start - 1
                         ? say("page {} belongs to no item", reached + 1)
                         : say("pages {}-{} belong to no item", reached + 1, range.start - 1));
            }
            if (range.start <= reached) {
                tell(rows_[i], PageTrouble::overlap,
                     say("starts on page {}, but items before it reach to page {}", range.start, reached));
            }
            reached = std::max(reached, reach_of(range));
        }
    }

    // An item without a known end has its first page at least.
    static int reach_of(const ItemPages& range) { return std::max(range.start, range.end); }

    void compare_with_last_page() {
        if (!last_page_ || rows_.empty()) {
            return;
        }
        int reached = 0;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const ItemPages& range = result_.ranges[i];
            if (range.start != 0 && reach_of(range) > *last_page_) {
                tell(rows_[i], PageTrouble::beyond_last,
                     say("ends on page {}, the volume has {}", reach_of(range), *last_page_));
            }
            reached = std::max(reached, reach_of(range));
        }
        if (reached < *last_page_ && result_.ranges.back().start != 0) {
            tell(rows_.back(), PageTrouble::short_of_last,
                 say("the last item ends on page {}, the volume has {}", reached, *last_page_));
        }
    }

    PageCustom custom_;
    std::span<const PageRow> rows_;
    std::optional<int> last_page_;
    std::vector<Stated> stated_;
    PageRanges result_;
};

}  // namespace

std::string_view to_text(PageCustom custom) {
    constexpr std::array<std::string_view, 5> names{"counts", "starts", "starts-and-counts", "ranges", "item-is-page"};
    return names[static_cast<std::size_t>(custom)];
}

PageRanges resolve_page_ranges(PageCustom custom, std::span<const PageRow> rows, std::optional<int> last_page) {
    return Resolver(custom, rows, last_page).resolve();
}

}  // namespace arc
