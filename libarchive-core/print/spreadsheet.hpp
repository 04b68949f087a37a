#pragma once

#include "base/result.hpp"
#include "print/list_sheet.hpp"

#include <filesystem>
#include <span>

namespace arc {

// The lists as an Excel workbook (.xlsx), a worksheet each: title and head above, the column heads repeated on every
// printed page, totals below. Cells are texts, so that 00123 and 2026-01 stay what they are; only counts are numbers.
// Errors: io.
Result<Done> write_spreadsheet(std::span<const ListSheet> sheets, const PdfSettings& settings,
                               const std::filesystem::path& file);

}  // namespace arc
