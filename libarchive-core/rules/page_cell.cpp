#include "rules/page_cell.hpp"

#include "base/text.hpp"

#include <charconv>
#include <optional>
#include <string>

namespace arc {
namespace {

// Whole numbers only; 0 and numbers that no volume reaches are mistakes.
std::optional<int> page_number(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || number < 1 || number > 999'999) {
        return std::nullopt;
    }
    return number;
}

bool is_half_width_form(char32_t c) {
    return c < 0xff01 || c > 0xff5e;
}

// Range marks become '-', words around numbers go.
std::string plain(std::string_view folded) {
    constexpr std::u32string_view marks = U"-~～〜∼—–―−‐至到";
    constexpr std::u32string_view dropped = U"第页張张号";
    std::u32string text;
    for (const char32_t c : to_code_points(folded)) {
        if (marks.find(c) != std::u32string_view::npos) {
            if (text.empty() || text.back() != U'-') {
                text += U'-';
            }
        } else if (dropped.find(c) == std::u32string_view::npos) {
            text += c;
        }
    }
    return to_utf8(text);
}

}  // namespace

PageCell read_page_cell(std::string_view text) {
    PageCell cell;
    for (const char32_t c : to_code_points(text)) {
        // ～ is how a range is written in Chinese, not a slip of the keyboard.
        cell.full_width = cell.full_width || (!is_half_width_form(c) && c != U'～');
    }
    const std::string numbers = plain(fold_code(text));
    const std::size_t mark = numbers.find('-');
    const std::optional<int> first = page_number(std::string_view(numbers).substr(0, mark));
    if (!first) {
        return {false, false, 0, 0};
    }
    cell.first = *first;
    if (mark != std::string::npos) {
        const std::optional<int> second = page_number(std::string_view(numbers).substr(mark + 1));
        if (!second) {
            return {false, false, 0, 0};
        }
        cell.second = *second;
    }
    cell.readable = true;
    return cell;
}

}  // namespace arc
