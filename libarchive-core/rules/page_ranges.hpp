#pragma once

#include "base/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// How a legacy catalogue of one volume says which pages an item has (standards.md 1.3).
enum class PageCustom {
    counts,  // A: 件号 and 页数; items follow one another from page 1
    starts,  // B: 起始页号; an item ends before the next one starts; the last ends at the volume's last page (卷尾号)
    starts_and_counts,  // C: 起始页号 and 页数
    ranges,             // D: 0001-0005, 0001～0005, 1至5 in one cell, or start and end in two
    item_is_page,       // E: 件号 is the page number
};
std::string_view to_text(PageCustom custom);  // "counts", "starts", "starts-and-counts", "ranges", "item-is-page"

// Where the columns stand; none where the catalogue has no such column.
struct PageColumns {
    std::optional<std::size_t> item;   // 件号 顺序号 序号
    std::optional<std::size_t> start;  // 起始页号 首页号 自页号 页号 …
    std::optional<std::size_t> end;    // 终止页号 止页号 尾页号 …
    std::optional<std::size_t> range;  // 起止页号 起讫页号 首尾页号 …
    std::optional<std::size_t> count;  // 页数 张数
    bool operator==(const PageColumns&) const = default;
};

// Finds the columns by their headings (NFKC, blanks dropped).
PageColumns find_page_columns(std::span<const std::string> headings);
// The custom that the columns found speak for: a range or start and end, start and count, start, count, else item. None
// without any of them.
std::optional<PageCustom> likely_page_custom(const PageColumns& columns);
// Error (usage), naming the missing columns, the headings that are there and the aliases known: a catalogue is never
// read without a column that its custom needs.
Result<Done> require_page_columns(PageCustom custom, const PageColumns& columns, std::span<const std::string> headings);

// The cells of one catalogue row, as they are; "" for a column that is not there.
struct PageRow {
    int row = 0;  // number in the file, for messages
    std::string item;
    std::string start;
    std::string end;
    std::string range;
    std::string count;
};
PageRow page_row(int row, std::span<const std::string> cells, const PageColumns& columns);

struct ItemPages {
    int row = 0;
    int start = 0;                                                              // from 1; 0: could not be found out
    int end = 0;                                                                // not before start; 0: nothing says it
    int pages() const { return start == 0 || end == 0 ? 0 : end - start + 1; }  // 0: not known
    bool operator==(const ItemPages&) const = default;
};

enum class PageTrouble {
    unreadable,        // a cell that is needed is empty or holds no number
    full_width,        // full-width digits or marks, read as half-width: a remark
    reversed,          // the end stands before the start; the two are exchanged
    gap,               // pages before this item belong to none
    overlap,           // shares pages with an item before it
    count_mismatch,    // the count is not the size of the range; the range is taken
    missing_last_end,  // nothing says where the last item ends
    beyond_last,       // ends after the volume's last page
    short_of_last,     // the last item ends before the volume's last page
};

struct PageProblem {
    int row = 0;
    PageTrouble trouble = PageTrouble::unreadable;
    std::string words;
    bool operator==(const PageProblem&) const = default;
};

struct PageRanges {
    std::vector<ItemPages> ranges;      // one a row, in the order of the rows
    std::vector<PageProblem> problems;  // in the order of the rows
};

// The pages of each item of one volume, with everything that is odd about them. `last_page` is the volume's last page
// number where it is known (卷尾号, or the number of images). A start cell may itself hold a range, as the last row of
// a 卷内目录 does. Nothing is guessed beyond what PageTrouble says.
PageRanges resolve_page_ranges(PageCustom custom, std::span<const PageRow> rows, std::optional<int> last_page);

}  // namespace arc
