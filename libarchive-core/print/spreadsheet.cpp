#include "print/spreadsheet.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cmath>
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

std::u32string allowed_in_names(const std::string& words) {
    std::u32string plain;
    for (const char32_t c : to_code_points(printable(words))) {
        if (std::u32string_view(U"[]:*?/\\'").find(c) == std::u32string_view::npos) {
            plain += c;
        }
    }
    return plain;
}

// The title, else that of the workbook; where several lists share it also what each is of ("环节 业务受理" gives
// 业务受理). At most 31 characters, none of []:*?/\, and each once.
std::string worksheet_name(const ListSheet& sheet, const std::string& of_book, bool shared,
                           std::set<std::string>& taken) {
    constexpr std::size_t longest = 26;  // and room for a number
    std::u32string plain = allowed_in_names(sheet.title.empty() ? of_book : sheet.title);
    if (shared && !sheet.head.empty()) {
        const std::u32string of = allowed_in_names(sheet.head.front());
        plain += U" " + of.substr(of.find(U' ') + 1);
    }
    plain.resize(std::min(plain.size(), longest));
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
    std::array<lxw_format*, 3> cells;  // by Align

    explicit Formats(lxw_workbook* book)
        : title(workbook_add_format(book)),
          head(workbook_add_format(book)),
          column(workbook_add_format(book)),
          cells{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)} {
        format_set_bold(title);
        format_set_font_size(title, 16);
        format_set_bold(column);
        for (lxw_format* framed : {column, cells[0], cells[1], cells[2]}) {
            format_set_border(framed, LXW_BORDER_THIN);
            format_set_text_wrap(framed);
            format_set_align(framed, LXW_ALIGN_VERTICAL_CENTER);
        }
        for (lxw_format* centred : {column, cells[static_cast<std::size_t>(Align::centre)]}) {
            format_set_align(centred, LXW_ALIGN_CENTER);
        }
        format_set_align(cells[static_cast<std::size_t>(Align::right)], LXW_ALIGN_RIGHT);
    }
};

// One list on a worksheet, row after row. A text that the format cannot take (32,767 characters) is remembered.
class SheetWriter {
public:
    SheetWriter(lxw_worksheet* page, const ListSheet& sheet, const Formats& formats)
        : page_(page), sheet_(&sheet), formats_(&formats) {}

    lxw_error write() {
        if (!sheet_->title.empty()) {
            put(row_++, 0, sheet_->title, formats_->title);
        }
        if (!sheet_->head.empty()) {
            put(row_++, 0, join(sheet_->head, "    "), formats_->head);
        }
        const lxw_row_t heading = row_++;
        std::vector<std::string> titles;
        for (std::size_t i = 0; i < sheet_->columns.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            titles.push_back(sheet_->columns[i].title);
            put(heading, column, titles.back(), formats_->column);
            worksheet_set_column(page_, column, column, width_of(i), nullptr);
        }
        set_height(heading, titles);
        for (const std::vector<std::string>& cells : sheet_->rows) {
            put_cells(cells);
        }
        for (const std::string& total : sheet_->totals) {
            put(row_++, 0, total, formats_->head);
        }
        for (const std::string& signature : sheet_->signatures) {
            put(row_++, 0, say("{}：____________  日期：____________", signature), formats_->head);
        }
        set_up_page(heading);
        return error_;
    }

private:
    double width_of(std::size_t column) const {
        constexpr double usual = 80;
        const double width = sheet_->columns[column].width;
        return (width > 0 ? width : usual) / mm_a_column;
    }

    void put(lxw_row_t row, lxw_col_t column, const std::string& words, lxw_format* format) {
        const lxw_error error = worksheet_write_string(page_, row, column, shown(words).c_str(), format);
        error_ = error_ == LXW_NO_ERROR ? error : error_;
    }

    // Line ends stay.
    static std::string shown(const std::string& words) {
        std::vector<std::string> lines = split(words, '\n');
        std::ranges::transform(lines, lines.begin(), [](const std::string& line) { return printable(line); });
        return join(lines, "\n");
    }

    void put_cells(const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            lxw_format* const format = formats_->cells[static_cast<std::size_t>(sheet_->columns[i].align)];
            if (is_count(sheet_->columns[i], cells[i])) {
                worksheet_write_number(page_, row_, column, std::stod(cells[i]), format);
            } else {
                put(row_, column, cells[i], format);
            }
        }
        set_height(row_++, cells);
    }

    // LibreOffice leaves rows as high as the file says, so that wrapped words would lie over the next row.
    void set_height(lxw_row_t row, const std::vector<std::string>& cells) {
        constexpr double looseness = 1.15;  // words break before the edge
        int lines = 1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            int of_cell = 0;
            for (const std::string& line : split(cells[i], '\n')) {
                of_cell += std::max(1, static_cast<int>(std::ceil(display_width(line) * looseness / width_of(i))));
            }
            lines = std::max(lines, of_cell);
        }
        if (lines > 1) {
            constexpr double highest = 409;  // points; the format allows no more
            worksheet_set_row(page_, row, std::min(LXW_DEF_ROW_HEIGHT * lines, highest), nullptr);
        }
    }

    void set_up_page(lxw_row_t heading) {
        worksheet_freeze_panes(page_, heading + 1, 0);
        worksheet_repeat_rows(page_, heading, heading);
        worksheet_set_paper(page_, a4_paper);
        worksheet_fit_to_pages(page_, 1, 0);
        if (sheet_->shape == PageShape::landscape) {
            worksheet_set_landscape(page_);
        }
    }

    lxw_worksheet* page_;
    const ListSheet* sheet_;
    const Formats* formats_;
    lxw_row_t row_ = 0;
    lxw_error error_ = LXW_NO_ERROR;
};

// A worksheet takes 1,048,576 lines; twenty are left for head, totals and signatures.
Result<Done> check_rows(const ListSheet& sheet, const std::string& of_book) {
    constexpr std::size_t most = LXW_ROW_MAX - 20;
    if (sheet.rows.size() > most) {
        return Error{ErrorCode::limit, sheet.title.empty() ? of_book : sheet.title,
                     say("has {} lines, more than a worksheet takes", sheet.rows.size()), say("write .csv")};
    }
    return Done{};
}

}  // namespace

Result<Done> write_spreadsheet(std::span<const ListSheet> sheets, const PdfSettings& settings,
                               const std::filesystem::path& file) {
    for (const ListSheet& sheet : sheets) {
        if (const Result<Done> fits = check_rows(sheet, settings.title); !fits) {
            return fits.error();
        }
    }
    lxw_workbook* const book = workbook_new(file.c_str());
    if (book == nullptr) {
        return Error{ErrorCode::io, file.string(), say("cannot be written"), {}};
    }
    std::string title = printable(settings.title);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = std::chrono::system_clock::to_time_t(settings.created);
    workbook_set_properties(book, &properties);
    const Formats formats(book);
    std::set<std::string> names;
    for (const ListSheet& sheet : sheets) {
        const bool shared = std::ranges::count(sheets, sheet.title, &ListSheet::title) > 1;
        const std::string name = worksheet_name(sheet, settings.title, shared, names);
        lxw_worksheet* const page = workbook_add_worksheet(book, name.c_str());
        if (page == nullptr) {
            workbook_close(book);
            return Error{ErrorCode::io, file.string(), say("cannot be written"), {}};
        }
        if (const lxw_error error = SheetWriter(page, sheet, formats).write(); error != LXW_NO_ERROR) {
            workbook_close(book);
            return Error{ErrorCode::limit, name, lxw_strerror(error), say("write .csv")};
        }
    }
    const lxw_error status = workbook_close(book);
    if (status != LXW_NO_ERROR) {
        return Error{ErrorCode::io, file.string(), lxw_strerror(status), {}};
    }
    return Done{};
}

}  // namespace arc
