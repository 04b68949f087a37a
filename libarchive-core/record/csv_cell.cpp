#include "record/csv.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::size_t longest_formula_text = 255;

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

bool starts_formula(std::string_view cell) {
    constexpr std::array<std::string_view, 10> starts{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    return cell != "-" && std::ranges::any_of(starts, [&](std::string_view start) { return cell.starts_with(start); });
}

bool is_plain_number(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const bool zeros = whole.size() > 1 && whole[0] == '0';
    return all_digits(whole) && !zeros && text.size() < 12 &&
           (point == std::string_view::npos || all_digits(text.substr(point + 1)));
}

// 12 digits are shown, and saved, as 1.23457E+11; 15 are all that a spreadsheet's number holds.
bool is_eaten_number(std::string_view cell) {
    if (all_digits(cell)) {
        return cell.size() >= 12 || (cell.size() > 1 && cell[0] == '0');
    }
    const std::size_t mark = cell.find_first_of("eE");
    return mark != std::string_view::npos && cell.find_first_not_of("0123456789.") == mark &&
           cell.find_first_not_of("0123456789+-", mark + 1) == std::string_view::npos;
}

// 1-2, 3/4, 2024-03: two numbers that may be a day or a month.
bool looks_like_part_of_date(std::string_view cell) {
    const std::size_t mark = cell.find_first_of("-/");
    return mark != std::string_view::npos && mark <= 4 && cell.size() <= mark + 5 && all_digits(cell.substr(0, mark)) &&
           all_digits(cell.substr(mark + 1));
}

// The text inside ="…" with its quotes halved; none when the cell is not such a formula.
std::optional<std::string> formula_text(std::string_view cell) {
    if (cell.size() < 3 || !cell.starts_with("=\"") || !cell.ends_with('"')) {
        return std::nullopt;
    }
    const std::string_view inside = cell.substr(2, cell.size() - 3);
    std::string text;
    for (std::size_t i = 0; i < inside.size(); ++i) {
        text += inside[i];
        if (inside[i] == '"' && (++i == inside.size() || inside[i] != '"')) {
            return std::nullopt;
        }
    }
    return text;
}

std::string doubled_quotes(std::string_view text) {
    std::string doubled;
    for (const char c : text) {
        doubled += c;
        if (c == '"') {
            doubled += c;
        }
    }
    return doubled;
}

// The separators that a reader may try are quoted as well, so that a heading of one column is not cut.
std::string quoted_where_needed(std::string_view cell) {
    const bool blank_edge = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    if (cell.find_first_of(",;\t\"\r\n") == std::string_view::npos && !blank_edge) {
        return std::string(cell);
    }
    return "\"" + doubled_quotes(cell) + "\"";
}

}  // namespace

bool is_changed_by_excel(std::string_view cell) {
    if (starts_formula(cell)) {
        return !(cell[0] == '-' && is_plain_number(cell.substr(1)));
    }
    return is_eaten_number(cell) || looks_like_part_of_date(cell);
}

std::string protect_cell(std::string_view cell) {
    if (!is_changed_by_excel(cell)) {
        return unprotect_cell(cell) == cell ? std::string(cell) : "'" + std::string(cell);
    }
    if (cell.size() > longest_formula_text || cell.find_first_of("\t\r\n") != std::string_view::npos) {
        return "'" + std::string(cell);
    }
    return "=\"" + doubled_quotes(cell) + "\"";
}

std::string unprotect_cell(std::string_view cell) {
    if (std::optional<std::string> text = formula_text(cell)) {
        return *std::move(text);
    }
    const std::string_view rest = cell.starts_with('\'') ? cell.substr(1) : std::string_view{};
    const bool guarded = !rest.empty() && (digits.find(rest[0]) != std::string_view::npos || rest[0] == '\'' ||
                                           rest[0] == '\n' || starts_formula(rest) || rest == "-");
    return std::string(guarded ? rest : cell);
}

std::string csv_row(std::span<const std::string> cells, CsvStyle style) {
    std::string row;
    for (const std::string& cell : cells) {
        if (&cell != cells.data()) {
            row += ',';
        }
        const bool guard = style == CsvStyle::excel || unprotect_cell(cell) != cell;
        row += guard ? quoted_where_needed(protect_cell(cell)) : quoted_where_needed(cell);
    }
    return row + (style == CsvStyle::excel ? "\r\n" : "\n");
}

std::string csv_heading(std::span<const std::string> names, CsvStyle style) {
    return (style == CsvStyle::excel ? "\xef\xbb\xbf" : "") + csv_row(names, style);
}

}  // namespace arc
