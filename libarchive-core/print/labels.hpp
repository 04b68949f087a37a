#pragma once

#include "base/result.hpp"
#include "model/module_matrix.hpp"
#include "print/canvas.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// A sheet of stickers, or a roll of single ones; all in mm. Stickers stand in the middle of the page.
struct LabelFormat {
    std::string name;
    int columns = 1;
    int rows = 1;
    double width = 0;  // of a sticker
    double height = 0;
    double gap_x = 0;  // between stickers
    double gap_y = 0;
    double page_width = 210;
    double page_height = 297;
    bool operator==(const LabelFormat&) const = default;

    int per_page() const { return columns * rows; }
    // Of the sticker at `position`, 0 is the upper left, then along the row.
    Area place(int position) const;
};

// L7160 (3 x 7, 63.5 x 38.1 mm), L7163 (2 x 7, 99.1 x 38.1), L7651 (5 x 13, 38.1 x 21.2), each A4.
std::span<const LabelFormat> known_label_formats();

// A known name; or columns, rows and size on A4 with the gaps between stickers: "3x8:70x36", "3x7:63.5x38.1+2.5+0"; or
// the size of a single sticker on a roll: "50x30". Errors (usage): no such form, stickers that do not fit the page or
// are smaller than 10 x 8 mm.
Result<LabelFormat> parse_label_format(std::string_view text);

// One sticker.
struct LabelSpec {
    std::string title;               // in Chinese, bold
    std::vector<std::string> lines;  // below it, as many as there is room for
    std::string code_text;
    ModuleMatrix code;  // square ones stand left of the words, long ones below them
};

// A PDF of stickers; the first one takes position `first` of the first page (0 to per_page - 1: a sheet partly used).
// Modules are as large as fits, at least 3 printer dots (0.25 mm; standards.md 6.5) and at most 8. Words are shrunk and
// cut, never printed over the edge. Errors (usage): a code too large for the sticker, naming it; a position that is not
// there.
Result<std::string> labels_pdf(std::span<const LabelSpec> labels, const LabelFormat& format, int first,
                               const PdfSettings& settings);

// One sticker as a picture.
Result<GrayImage> label_picture(const LabelSpec& label, const LabelFormat& format, int dpi);

}  // namespace arc
