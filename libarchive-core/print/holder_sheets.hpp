#pragma once

#include "base/result.hpp"
#include "model/module_matrix.hpp"
#include "print/canvas.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// A heading and what stands beside or below it: "保管期限", "永久".
using SheetField = std::pair<std::string, std::string>;

// 案卷封面 (GB/T 9705-2008): the fonds above, the title of the volume large in the middle, the other items below.
struct CoverSheet {
    std::string fonds;                // 全宗名称
    std::string category;             // 类目名称; may be empty
    std::string title;                // 案卷题名
    std::vector<SheetField> fields;   // 时间, 保管期限, 件数, 页数, 归档号
    std::vector<SheetField> numbers;  // 全宗号, 目录号, 案卷号: side by side at the foot
    std::string code_text;
    ModuleMatrix code;
};

// The back of a volume or box (案卷脊背, 盒脊): fields from the top down, the code at the foot.
struct SpineSheet {
    double width = 50;               // mm: 10, 15, 20 of volumes (GB/T 9705-2008), 20 to 50 of boxes (DA/T 22-2015)
    std::vector<SheetField> fields;  // from the top
    std::string code_text;
    ModuleMatrix code;
};

// One A4 page. Covers are 310 x 220 mm; the sheet is glued on or serves as the inner cover.
void draw_cover(Canvas& canvas, const CoverSheet& cover);

// A4 pages of strips as high as the page allows, side by side with lines to cut along. Narrow backs have their words
// one character below the other. Error (usage): wider than the page, or so narrow (under 8 mm) that no code fits.
Result<Done> draw_spines(Canvas& canvas, std::span<const SpineSheet> spines);

}  // namespace arc
