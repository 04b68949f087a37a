#include "base/say.hpp"
#include "base/text.hpp"
#include "rules/columns.hpp"
#include "rules/page_ranges.hpp"

namespace arc {
namespace {

using Strings = std::vector<std::string>;

// The headings met in legacy catalogues, first the one that we would print.
const Strings& item_names() {
    static const Strings names{"件号", "顺序号", "序号", "item"};
    return names;
}

const Strings& start_names() {
    static const Strings names{"起始页号", "起始页", "起页号",   "起页", "首页号",
                               "首页",     "自页号", "开始页号", "页号", "start"};
    return names;
}

const Strings& end_names() {
    static const Strings names{"终止页号", "终止页", "止页号", "止页", "尾页号", "尾页", "末页号", "结束页号", "end"};
    return names;
}

const Strings& range_names() {
    static const Strings names{"起止页号", "起止页",   "起讫页号", "起讫页", "首尾页号",
                               "首尾页",   "起止页码", "页码范围", "range"};
    return names;
}

const Strings& count_names() {
    static const Strings names{"页数", "张数", "count"};
    return names;
}

std::optional<std::size_t> find(std::span<const std::string> headings, const Strings& names) {
    return find_column(headings, names.front(), std::span(names).subspan(1));
}

std::string cell(std::span<const std::string> cells, std::optional<std::size_t> column) {
    return column && *column < cells.size() ? cells[*column] : std::string{};
}

// The slots that a custom cannot do without and that were not found, each with its names.
Strings missing_slots(PageCustom custom, const PageColumns& columns) {
    Strings missing;
    const auto need = [&](const std::optional<std::size_t>& column, const Strings& names) {
        if (!column) {
            missing.push_back(join(names, "/"));
        }
    };
    switch (custom) {
        case PageCustom::counts:
            need(columns.count, count_names());
            break;
        case PageCustom::starts_and_counts:
            need(columns.count, count_names());
            need(columns.start, start_names());
            break;
        case PageCustom::starts:
            need(columns.start, start_names());
            break;
        case PageCustom::ranges:
            if (!columns.start || !columns.end) {
                need(columns.range, range_names());
            }
            break;
        case PageCustom::item_is_page:
            need(columns.item, item_names());
            break;
    }
    return missing;
}

}  // namespace

PageColumns find_page_columns(std::span<const std::string> headings) {
    return {find(headings, item_names()), find(headings, start_names()), find(headings, end_names()),
            find(headings, range_names()), find(headings, count_names())};
}

std::optional<PageCustom> likely_page_custom(const PageColumns& columns) {
    if (columns.range || (columns.start && columns.end)) {
        return PageCustom::ranges;
    }
    if (columns.start) {
        return columns.count ? PageCustom::starts_and_counts : PageCustom::starts;
    }
    if (columns.count) {
        return PageCustom::counts;
    }
    return columns.item ? std::optional(PageCustom::item_is_page) : std::nullopt;
}

Result<Done> require_page_columns(PageCustom custom, const PageColumns& columns,
                                  std::span<const std::string> headings) {
    const Strings missing = missing_slots(custom, columns);
    if (missing.empty()) {
        return Done{};
    }
    return Error{ErrorCode::usage, say("page custom {}", to_text(custom)),
                 say("no column {} among: {}", join(missing, say(" and ")), printable(join(headings, ", "))),
                 say("name the column so, or choose another page custom")};
}

PageRow page_row(int row, std::span<const std::string> cells, const PageColumns& columns) {
    return {row,
            cell(cells, columns.item),
            cell(cells, columns.start),
            cell(cells, columns.end),
            cell(cells, columns.range),
            cell(cells, columns.count)};
}

}  // namespace arc
