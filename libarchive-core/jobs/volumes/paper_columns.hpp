#pragma once

#include "jobs/archive.hpp"
#include "jobs/shelving/thing_papers.hpp"
#include "model/keeping_rules.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// What stands in the columns of lists of papers: a profile's forms and the standards name them by field.

// 序号 档号 文号 责任者 题名 日期 密级 页数 备注 (归档文件目录, DA/T 22-2015).
const std::vector<FormColumn>& catalogue_columns();

// The cell of one paper: seq, pages, count, place, page_range, or a path such as document.title or customer.number.
// Dates have eight digits, private values are masked, a count that nobody made is "". `index` counts from 0; the last
// paper of a volume also shows on which page it ends.
std::string paper_cell(Archive& archive, std::string_view field, const PaperFacts& paper, std::size_t index, bool last);

// The pages of the papers in a list.
struct PageSum {
    std::int64_t pages = 0;
    std::int64_t uncounted = 0;  // papers whose pages nobody counted

    void add(std::optional<std::int64_t> counted) {
        pages += counted.value_or(0);
        uncounted += counted ? 0 : 1;
    }
    // "12 页"; "11 页（另有 1 件页数未计）" where the sum is not whole: lists are signed.
    std::string words() const;
    // The number, "" where none was counted.
    std::string cell() const { return pages == 0 && uncounted > 0 ? std::string() : std::to_string(pages); }
};

// A column's width in millimetres; 0: a share of the rest.
double paper_column_width(std::string_view field);

}  // namespace arc
