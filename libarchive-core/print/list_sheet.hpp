#pragma once

#include "base/result.hpp"
#include "model/module_matrix.hpp"
#include "print/canvas.hpp"

#include <span>
#include <string>
#include <vector>

namespace arc {

struct ListColumn {
    std::string title;
    double width = 0;  // mm at least; 0: an equal share of what the others leave
    Align align = Align::left;
};

enum class PageShape { upright, landscape };

// A list as archives print it: title, what it is about, a ruled table whose head is repeated on every page, totals,
// and lines to sign on. 卷内目录, 移交清单, 销毁清册, ledgers.
struct ListSheet {
    std::string title;              // 卷内目录
    std::vector<std::string> head;  // above the table, side by side: "案卷号 2026-00012"
    std::vector<ListColumn> columns;
    std::vector<std::vector<std::string>> rows;  // a text a column; long texts wrap
    std::vector<std::string> totals;             // lines below the table: "共 12 件 37 页"
    std::vector<std::string> signatures;         // each gets a line to sign and one for the day: "移交人"
    std::string code_text;                       // under the code in the upper right; may be empty
    ModuleMatrix code;                           // a matrix code, or none
    PageShape shape = PageShape::upright;
};

// Draws the sheet on pages of its own. Errors as lists_pdf.
Result<Done> draw_list(Canvas& canvas, const ListSheet& sheet);

// A PDF of A4 pages: the sheets one after the other, each on a new page with its own page numbers (第 1 页 共 3 页).
// Errors (usage), naming the sheet's title: no columns, a row with another number of texts than columns, columns wider
// than the page.
Result<std::string> lists_pdf(std::span<const ListSheet> sheets, const PdfSettings& settings);

}  // namespace arc
