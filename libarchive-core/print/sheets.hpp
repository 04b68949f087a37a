#pragma once

#include "base/result.hpp"
#include "model/barcode.hpp"
#include "model/module_matrix.hpp"
#include "print/canvas.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arc {

// What a separator sheet says to people; what it says to the filter is in its code.
enum class SheetKind { ticket, document_type, document, volume, batch, batch_end, attachment, ignore, customer };

// One A4 separator sheet.
struct SheetSpec {
    SheetKind kind = SheetKind::document_type;
    std::string title;                   // large, in Chinese: 用电申请书; may be empty
    std::vector<std::string> lines;      // smaller, below it: customer, number …
    std::string code_text;               // printed under the bars
    ModuleMatrix top;                    // Code 128
    ModuleMatrix bottom;                 // the same text in another linear format (Code 39): ZXing-cpp 1.4 aborts the
                                         // program when it meets one linear code twice on a page
    ModuleMatrix square;                 // the same as QR or Data Matrix, in two opposite corners; may be empty
    std::optional<int> pages;            // the count that a batch-end sheet declares
    std::optional<BarcodeFormat> patch;  // a patch code, its bars on all four sides
};

// A PDF with a page for each sheet. The bars follow standards.md 6.5 and 6.4: modules of at least 6 and at most 10
// printer dots (0.51-0.85 mm), height at least 24 mm and 16 % of the length, quiet zones of 10 modules; patch bars of
// 0.08 and 0.20 inch, 0.25 inch clear around them, in the order of the patch from each edge inwards, so that the edge
// fed first reads right. (Read from its other side patch 3 is T and 1 is 6; Patch2 and Patch4 read alike from both.)
// Errors (usage), naming the sheet's code: a linear code too long for the page, a patch that is none.
Result<std::string> sheets_pdf(std::span<const SheetSpec> sheets, const PdfSettings& settings);

// The same sheet as a picture.
Result<GrayImage> sheet_picture(const SheetSpec& sheet, int dpi);

}  // namespace arc
