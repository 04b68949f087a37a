#pragma once

#include "base/result.hpp"
#include "print/list_sheet.hpp"

#include <filesystem>
#include <span>

namespace arc {

// The lists as an Excel workbook (.xlsx), a worksheet each: title and head above, the column heads repeated on every
// printed page, totals below; a list without title and head begins with its columns, as a table to be read again.
// Cells are texts, so that 00123 and 2026-01 stay what they are; only counts are numbers. Control characters are
// written as \xNN. Errors: io; limit (more lines or a longer text than a workbook takes).
Result<Done> write_spreadsheet(std::span<const ListSheet> sheets, const PdfSettings& settings,
                               const std::filesystem::path& file);

}  // namespace arc
