#pragma once

#include "jobs/archive.hpp"
#include "jobs/shelving/thing_papers.hpp"
#include "model/keeping_rules.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// What stands in the columns of lists of papers: a profile's forms and the standards name them by field.

// 序号 档号 文号 责任者 题名 日期 密级 页数 备注 (归档文件目录, DA/T 22-2015).
const std::vector<FormColumn>& catalogue_columns();

// The cell of one paper: seq, pages, count, place, page_range, or a path such as document.title or customer.number.
// Dates have eight digits, private values are masked. `index` counts from 0; the last paper of a volume also shows on
// which page it ends.
std::string paper_cell(Archive& archive, std::string_view field, const PaperFacts& paper, std::size_t index, bool last);

// A column's width in millimetres; 0: a share of the rest.
double paper_column_width(std::string_view field);

}  // namespace arc
