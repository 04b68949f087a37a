#include "print/spreadsheet.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <set>

namespace arc {
namespace {

constexpr std::uint8_t a4_paper = 9;
constexpr double mm_a_column = 2.1;  // a column's unit is the width of a digit

// Numbers in what counts and in columns that are set to the right; everything else is text, and so is 00123.
bool is_count(const ListColumn& column, const std::string& cell) {
    static constexpr std::array<std::string_view, 7> counts{"序号", "顺序号", "件数", "页数", "份数", "卷数", "张数"};
    constexpr std::size_t longest = 12;
    const bool wanted = column.align == Align::right || std::ranges::find(counts, column.title) != counts.end();
    const bool leading_zero = cell.size() > 1 && cell[0] == '0' && cell[1] != '.';
    const std::size_t rest = cell.find_first_not_of("0123456789");
    const bool number =
        rest == std::string::npos || (rest > 0 && cell[rest] == '.' && rest + 1 < cell.size() &&
                                      cell.find_first_not_of("0123456789", rest + 1) == std::string::npos);
    return wanted && !cell.empty() && cell.size() <= longest && number && !leading_zero;
}

// At most 31 characters, none of []:*?/\, and each once.
std::string worksheet_name(const ListSheet& sheet, std::set<std::string>& taken) {
    std::u32string plain;
    for (const char32_t c : to_code_points(sheet.title)) {
        constexpr std::size_t longest = 24;
        if (plain.size() < longest && std::u32string_view(U"[]:*?/\\'").find(c) == std::u32string_view::npos) {
            plain += c;
        }
    }
    const std::string base = plain.empty() ? say("表") : to_utf8(plain);
    std::string name = base;
    for (int n = 2; !taken.insert(name).second; ++n) {
        name = fmt::format("{} {}", base, n);
    }
    return name;
}

struct Formats {
    lxw_format* title;
    lxw_format* head;
    lxw_format* column;
    lxw_format* cell;

    explicit Formats(lxw_workbook* book)
        : title(workbook_add_format(book)),
          head(workbook_add_format(book)),
          column(workbook_add_format(book)),
          cell(workbook_add_format(book)) {
        format_set_bold(title);
        format_set_font_size(title, 16);
        format_set_bold(column);
        for (lxw_format* framed : {column, cell}) {
            format_set_border(framed, LXW_BORDER_THIN);
            format_set_text_wrap(framed);
            format_set_align(framed, LXW_ALIGN_VERTICAL_CENTER);
        }
        format_set_align(column, LXW_ALIGN_CENTER);
    }
};

void write_sheet(lxw_worksheet* page, const ListSheet& sheet, const Formats& formats) {
    lxw_row_t row = 0;
    worksheet_write_string(page, row++, 0, sheet.title.c_str(), formats.title);
    const std::string head = join(sheet.head, "    ");
    worksheet_write_string(page, row++, 0, head.c_str(), formats.head);
    const lxw_row_t heading = row++;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_write_string(page, heading, column, sheet.columns[i].title.c_str(), formats.column);
        const double width = sheet.columns[i].width > 0 ? sheet.columns[i].width : 80;
        worksheet_set_column(page, column, column, width / mm_a_column, nullptr);
    }
    for (const std::vector<std::string>& cells : sheet.rows) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            if (is_count(sheet.columns[i], cells[i])) {
                worksheet_write_number(page, row, column, std::stod(cells[i]), formats.cell);
            } else {
                worksheet_write_string(page, row, column, cells[i].c_str(), formats.cell);
            }
        }
        ++row;
    }
    for (const std::string& total : sheet.totals) {
        worksheet_write_string(page, row++, 0, total.c_str(), formats.head);
    }
    for (const std::string& signature : sheet.signatures) {
        const std::string line = say("{}：____________  日期：____________", signature);
        worksheet_write_string(page, row++, 0, line.c_str(), formats.head);
    }
    worksheet_freeze_panes(page, heading + 1, 0);
    worksheet_repeat_rows(page, heading, heading);
    worksheet_set_paper(page, a4_paper);
    worksheet_fit_to_pages(page, 1, 0);
    if (sheet.shape == PageShape::landscape) {
        worksheet_set_landscape(page);
    }
}

}  // namespace

Result<Done> write_spreadsheet(std::span<const ListSheet> sheets, const PdfSettings& settings,
                               const std::filesystem::path& file) {
    lxw_workbook* const book = workbook_new(file.c_str());
    if (book == nullptr) {
        return Error{ErrorCode::io, file.string(), say("cannot be written"), {}};
    }
    std::string title = settings.title;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = std::chrono::system_clock::to_time_t(settings.created);
    workbook_set_properties(book, &properties);
    const Formats formats(book);
    std::set<std::string> names;
    for (const ListSheet& sheet : sheets) {
        const std::string name = worksheet_name(sheet, names);
        lxw_worksheet* const page = workbook_add_worksheet(book, name.c_str());
        if (page == nullptr) {
            workbook_close(book);
            return Error{ErrorCode::io, file.string(), say("cannot be written"), {}};
        }
        write_sheet(page, sheet, formats);
    }
    const lxw_error status = workbook_close(book);
    if (status != LXW_NO_ERROR) {
        return Error{ErrorCode::io, file.string(), lxw_strerror(status), {}};
    }
    return Done{};
}

}  // namespace arc
