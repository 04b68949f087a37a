#include "print/list_sheet.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace arc {
namespace {

constexpr double short_side = 210;
constexpr double long_side = 297;
constexpr double left_edge = 25;  // where lists are bound
constexpr double edge = 15;
constexpr double line = 0.25;  // of the table
constexpr double padding = 1.2;
constexpr double least_row = 8;
constexpr double footer = 10;
constexpr double code_size = 18;
constexpr double signature_height = 12;
constexpr int dots_of_module = 6;

constexpr TextStyle title_style{.size = 7, .smallest = 4, .align = Align::centre, .weight = Weight::bold};
constexpr TextStyle head_style{.size = 3.8, .smallest = 2.5};
constexpr TextStyle column_style{.size = 3.8, .lines = 2, .align = Align::centre, .weight = Weight::bold};
constexpr TextStyle cell_style{.size = 3.6, .lines = 20};  // a title is not cut
constexpr TextStyle footer_style{.size = 3.2, .align = Align::centre};

// The rows of one page: from first up to last.
struct PageRows {
    std::size_t first = 0;
    std::size_t last = 0;
};

// How wide a column would like to be so that nothing in it wraps.
double wished_width(Canvas& canvas, const ListSheet& sheet, std::size_t column) {
    double width = canvas.width_of_text(sheet.columns[column].title, column_style) / column_style.lines;
    constexpr std::size_t rows_looked_at = 300;  // a ledger of 10,000 rows looks like its first pages
    for (std::size_t row = 0; row < std::min(sheet.rows.size(), rows_looked_at); ++row) {
        width = std::max(width, canvas.width_of_text(sheet.rows[row][column], cell_style));
    }
    constexpr double slack = 0.4;
    return width + 2 * padding + slack;
}

// Columns of a width get at least that, and up to twice as much where their words need it and the others have enough;
// the rest is shared by the columns without one.
Result<std::vector<double>> column_widths(Canvas& canvas, const ListSheet& sheet, double room) {
    const double fixed = std::accumulate(sheet.columns.begin(), sheet.columns.end(), 0.0,
                                         [](double sum, const ListColumn& column) { return sum + column.width; });
    const auto flexible = std::ranges::count(sheet.columns, 0.0, &ListColumn::width);
    constexpr double least_column = 8;
    if (fixed + static_cast<double>(flexible) * least_column > room) {
        return Error{ErrorCode::usage, sheet.title, say("its columns are wider than the page"),
                     say("print it in landscape, or with fewer columns")};
    }
    std::vector<double> widths;
    double wishes = 0;
    double left = room - fixed;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        const double width = sheet.columns[i].width;
        const double wished = wished_width(canvas, sheet, i);
        if (width > 0) {
            widths.push_back(std::clamp(wished, width, 2 * width));
            wishes += widths.back() - width;
        } else {
            constexpr double enough = 45;
            widths.push_back(0);
            left -= std::clamp(wished, least_column, enough);
        }
    }
    const double granted = wishes > 0 ? std::clamp(left / wishes, 0.0, 1.0) : 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const double width = sheet.columns[i].width;
        widths[i] = width > 0 ? width + (widths[i] - width) * granted : 0;
    }
    const double taken = std::accumulate(widths.begin(), widths.end(), 0.0);
    for (double& width : widths) {
        width = width > 0 ? width : (room - taken) / static_cast<double>(flexible);
    }
    return widths;
}

// Draws one sheet: first everything is measured and cut into pages, then drawn.
class ListDrawing {
public:
    ListDrawing(Canvas& canvas, const ListSheet& sheet, std::vector<double> widths, double page_width,
                double page_height)
        : canvas_(&canvas),
          sheet_(&sheet),
          widths_(std::move(widths)),
          table_width_(std::accumulate(widths_.begin(), widths_.end(), 0.0)),
          right_(page_width - edge),
          bottom_(page_height - edge - footer) {}

    void draw() {
        measure();
        const std::vector<PageRows> pages = cut_into_pages();
        for (std::size_t i = 0; i < pages.size(); ++i) {
            draw_page(pages[i], i + 1, pages.size());
        }
    }

private:
    double room() const { return right_ - left_edge; }

    void measure() {
        std::vector<std::string> titles;
        for (const ListColumn& column : sheet_->columns) {
            titles.push_back(column.title);
        }
        column_height_ = height_of_cells(titles, column_style);
        for (const std::vector<std::string>& row : sheet_->rows) {
            heights_.push_back(height_of_cells(row, cell_style));
        }
    }

    double height_of_cells(const std::vector<std::string>& texts, const TextStyle& style) {
        double height = least_row;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            height = std::max(height, canvas_->height_of_text(texts[i], widths_[i] - 2 * padding, style) + 2 * padding);
        }
        return height;
    }

    double top_of_table() const {
        constexpr double title_height = 13;
        const double head = sheet_->head.empty() ? 0 : 6 * std::ceil(static_cast<double>(sheet_->head.size()) / 2) + 2;
        return edge + std::max(title_height + head, has_code() ? code_size + 6 : 0.0);
    }

    bool has_code() const { return sheet_->code.width > 0; }

    // What stands below the table on the last page.
    double height_of_end() const {
        return 6 * static_cast<double>(sheet_->totals.size()) +
               signature_height * std::ceil(static_cast<double>(sheet_->signatures.size()) / 2) + 4;
    }

    std::vector<PageRows> cut_into_pages() const {
        std::vector<PageRows> pages{{}};
        const double top = top_of_table() + column_height_;
        double y = top;
        for (std::size_t row = 0; row < heights_.size(); ++row) {
            const double end = row + 1 == heights_.size() ? height_of_end() : 0;
            if (y + heights_[row] + end > bottom_ && y > top) {
                pages.push_back({row, row});
                y = top;
            }
            y += heights_[row];
            pages.back().last = row + 1;
        }
        return pages;
    }

    void draw_page(PageRows rows, std::size_t number, std::size_t of) {
        draw_head();
        double y = top_of_table();
        std::vector<double> lines{y, y += column_height_};
        std::vector<std::string> titles;
        for (const ListColumn& column : sheet_->columns) {
            titles.push_back(column.title);
        }
        draw_cells(titles, lines[0], column_height_, column_style);
        for (std::size_t row = rows.first; row < rows.last; ++row) {
            canvas_->begin_part(say("{}, line {}", sheet_->title, row + 1));
            draw_cells(sheet_->rows[row], y, heights_[row], cell_style);
            lines.push_back(y += heights_[row]);
        }
        draw_grid(lines);
        canvas_->begin_part(sheet_->title);
        if (number == of) {
            draw_end(y);
        }
        canvas_->text(fmt::format("第 {} 页 共 {} 页", number, of), {left_edge, bottom_ + 3, room(), 6}, footer_style);
        canvas_->next_page();
    }

    void draw_head() {
        canvas_->begin_part(sheet_->title);
        const double room_of_title = has_code() ? room() - 2 * (code_size + 4) : room();
        canvas_->text(sheet_->title, {left_edge + (room() - room_of_title) / 2, edge, room_of_title, 12}, title_style);
        const double width = (has_code() ? room() - code_size - 6 : room()) / 2;
        for (std::size_t i = 0; i < sheet_->head.size(); ++i) {
            const double x = left_edge + static_cast<double>(i % 2) * width;
            canvas_->text(sheet_->head[i], {x, edge + 13 + 6 * static_cast<double>(i / 2), width - 2, 6}, head_style);
        }
        if (has_code()) {
            const int dots =
                std::clamp(static_cast<int>(code_size / (sheet_->code.width * printer_dot)), 2, dots_of_module);
            const double size = sheet_->code.width * dots * printer_dot;
            canvas_->draw_code(sheet_->code, right_ - size, edge, dots);
            canvas_->text(sheet_->code_text, {right_ - code_size - 12, edge + size + 0.8, code_size + 12, 4},
                          {.size = 2.6, .smallest = 1.8, .align = Align::right});
        }
    }

    void draw_cells(const std::vector<std::string>& texts, double y, double height, TextStyle style) {
        double x = left_edge;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const double width = widths_[i] - 2 * padding;
            if (style.weight == Weight::regular) {
                style.align = sheet_->columns[i].align;
            }
            const double taken = canvas_->height_of_text(texts[i], width, style);
            canvas_->text(texts[i], {x + padding, y + (height - taken) / 2, width, taken + 0.1}, style);
            x += widths_[i];
        }
    }

    void draw_grid(const std::vector<double>& lines) {
        for (const double y : lines) {
            canvas_->fill({left_edge, y - line / 2, table_width_, line});
        }
        double x = left_edge;
        for (std::size_t i = 0; i <= widths_.size(); ++i) {
            canvas_->fill({x - line / 2, lines.front(), line, lines.back() - lines.front()});
            x += i < widths_.size() ? widths_[i] : 0;
        }
    }

    void draw_end(double y) {
        y += 3;
        for (const std::string& total : sheet_->totals) {
            canvas_->text(total, {left_edge, y, room(), 6}, head_style);
            y += 6;
        }
        const double width = room() / 2;
        for (std::size_t i = 0; i < sheet_->signatures.size(); ++i) {
            const double x = left_edge + static_cast<double>(i % 2) * width;
            const double at = y + signature_height * static_cast<double>(i / 2) + 4;
            const std::string words = sheet_->signatures[i] + "：";
            const double name = std::max(16.0, canvas_->width_of_text(words, head_style) + 1);
            const double signing = std::max(20.0, width - name - 44);
            canvas_->text(words, {x, at, name, 6}, head_style);
            canvas_->fill({x + name, at + 5, signing, line});
            canvas_->text("日期：", {x + name + signing + 2, at, 12, 6}, head_style);
            canvas_->fill({x + name + signing + 14, at + 5, width - name - signing - 18, line});
        }
    }

    Canvas* canvas_;
    const ListSheet* sheet_;
    std::vector<double> widths_;
    double table_width_;
    double right_;
    double bottom_;
    double column_height_ = 0;
    std::vector<double> heights_;  // of the rows
};

Result<Done> check_rows(const ListSheet& sheet) {
    if (sheet.columns.empty()) {
        return Error{ErrorCode::usage, sheet.title, say("a list without columns"), {}};
    }
    for (const std::vector<std::string>& row : sheet.rows) {
        if (row.size() != sheet.columns.size()) {
            return Error{ErrorCode::usage,
                         sheet.title,
                         say("a row has {} texts for {} columns", row.size(), sheet.columns.size()),
                         {}};
        }
    }
    return Done{};
}

}  // namespace

Result<Done> draw_list(Canvas& canvas, const ListSheet& sheet) {
    const bool upright = sheet.shape == PageShape::upright;
    const double width = upright ? short_side : long_side;
    const double height = upright ? long_side : short_side;
    if (const Result<Done> sound = check_rows(sheet); !sound) {
        return sound;
    }
    Result<std::vector<double>> widths = column_widths(canvas, sheet, width - left_edge - edge);
    if (!widths) {
        return widths.error();
    }
    canvas.set_page_size(width, height);
    ListDrawing(canvas, sheet, std::move(*widths), width, height).draw();
    return Done{};
}

Result<std::string> lists_pdf(std::span<const ListSheet> sheets, const PdfSettings& settings) {
    Canvas canvas = Canvas::pdf(short_side, long_side, settings);
    for (const ListSheet& sheet : sheets) {
        if (const Result<Done> drawn = draw_list(canvas, sheet); !drawn) {
            return drawn.error();
        }
    }
    return canvas.finish_pdf();
}

}  // namespace arc
