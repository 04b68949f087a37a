#pragma once

#include "jobs/export/output_file.hpp"
#include "jobs/reporter.hpp"
#include "print/list_sheet.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arc {

enum class SheetFormat { pdf, xlsx, csv, text };
// By the ending of a file's name: .pdf .xlsx .csv .txt.
std::optional<SheetFormat> sheet_format_of(std::string_view file);

// Lists as a file. CSV is as Excel wants it, one table; where there are several lists, a first column says which.
void put_sheets(std::span<const ListSheet> sheets, SheetFormat format, const std::string& title, Instant created,
                OutputFile& output, Reporter& reporter);
// As plain text for a terminal, columns as wide as their longest cell.
std::string sheets_text(std::span<const ListSheet> sheets);
std::string sheets_csv(std::span<const ListSheet> sheets);

}  // namespace arc
