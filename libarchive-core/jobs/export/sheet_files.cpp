#include "jobs/export/sheet_files.hpp"

#include "base/digest.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/tell_unknown.hpp"
#include "print/spreadsheet.hpp"
#include "record/csv.hpp"
#include "store/byte_source.hpp"

#include <algorithm>
#include <filesystem>

namespace arc {
namespace {

namespace fs = std::filesystem;

// The library writes workbooks to named files only.
void put_spreadsheet(std::span<const ListSheet> sheets, const PdfSettings& settings, OutputFile& output) {
    constexpr std::size_t name_bytes = 8;
    const fs::path scratch = fs::temp_directory_path() / ("arc-" + random_hex(name_bytes) + ".xlsx");
    const Result<Done> written = write_spreadsheet(sheets, settings, scratch);
    std::error_code error;
    if (!written) {
        fs::remove(scratch, error);
        throw Fault(written.error());
    }
    ByteSource read = read_plain_file(scratch).value_or_throw();
    std::vector<char> block(1 << 16);
    for (std::size_t got = read(block).value_or_throw(); got > 0; got = read(block).value_or_throw()) {
        output.put(std::string_view(block.data(), got));
    }
    fs::remove(scratch, error);
}

std::vector<std::string> titles_of(const ListSheet& sheet) {
    std::vector<std::string> titles;
    std::ranges::transform(sheet.columns, std::back_inserter(titles), &ListColumn::title);
    return titles;
}

std::string name_of_group(const ListSheet& sheet) {
    return sheet.head.empty() ? sheet.title : sheet.head.front();
}

std::string text_row(const std::vector<std::string>& cells, const std::vector<int>& widths) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        row += i + 1 == cells.size() ? cells[i] : fit_width(cells[i], widths[i]) + "  ";
    }
    row.resize(row.find_last_not_of(' ') + 1);
    return row + "\n";
}

}  // namespace

std::optional<SheetFormat> sheet_format_of(std::string_view file) {
    static constexpr std::pair<std::string_view, SheetFormat> endings[] = {{".pdf", SheetFormat::pdf},
                                                                           {".xlsx", SheetFormat::xlsx},
                                                                           {".csv", SheetFormat::csv},
                                                                           {".txt", SheetFormat::text}};
    const auto found = std::ranges::find_if(endings, [&](const auto& row) { return file.ends_with(row.first); });
    return found == std::end(endings) ? std::nullopt : std::optional(found->second);
}

std::string sheets_csv(std::span<const ListSheet> sheets) {
    std::string csv;
    const bool several = sheets.size() > 1;
    std::vector<std::string> headings;
    for (const ListSheet& sheet : sheets) {
        std::vector<std::string> titles = titles_of(sheet);
        if (several) {
            titles.insert(titles.begin(), say("目录"));
        }
        if (csv.empty()) {
            csv = csv_heading(titles, CsvStyle::excel);
        } else if (titles != headings) {
            csv += csv_row(titles, CsvStyle::excel);
        }
        headings = titles;
        for (std::vector<std::string> row : sheet.rows) {
            if (several) {
                row.insert(row.begin(), name_of_group(sheet));
            }
            csv += csv_row(row, CsvStyle::excel);
        }
    }
    return csv;
}

std::string sheets_text(std::span<const ListSheet> sheets) {
    std::string text;
    for (const ListSheet& sheet : sheets) {
        text += text.empty() ? "" : "\n";
        text += sheet.title + "\n" + join(sheet.head, "  ") + "\n";
        const std::vector<std::string> titles = titles_of(sheet);
        std::vector<int> widths;
        for (std::size_t i = 0; i < titles.size(); ++i) {
            int width = display_width(titles[i]);
            for (const std::vector<std::string>& row : sheet.rows) {
                width = std::max(width, display_width(row[i]));
            }
            widths.push_back(width);
        }
        text += text_row(titles, widths);
        for (const std::vector<std::string>& row : sheet.rows) {
            text += text_row(row, widths);
        }
        for (const std::string& total : sheet.totals) {
            text += total + "\n";
        }
    }
    return text;
}

void put_sheets(std::span<const ListSheet> sheets, SheetFormat format, const std::string& title, Instant created,
                OutputFile& output, Reporter& reporter) {
    UnknownCharacters unknown;
    const PdfSettings settings{title, created, &unknown};
    switch (format) {
        case SheetFormat::pdf:
            output.put(lists_pdf(sheets, settings).value_or_throw());
            break;
        case SheetFormat::xlsx:
            put_spreadsheet(sheets, settings, output);
            break;
        case SheetFormat::csv:
            output.put(sheets_csv(sheets));
            break;
        case SheetFormat::text:
            output.put(sheets_text(sheets));
            break;
    }
    output.finish();
    tell_unknown(unknown, reporter);
}

}  // namespace arc
