#include "rules/cell_values.hpp"

#include "base/calendar_text.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::string_view digits = "0123456789";

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

// Thousands commas stand before groups of three, and only in the whole part; anything else with a comma may be two numbers.
std::optional<std::string> without_commas(std::string_view whole) {
    const std::size_t first = whole.find(',');
    if (first == std::string_view::npos) {
        return std::string(whole);
    }
    std::string plain(whole.substr(0, first));
    if (plain.empty() || plain.size() > 3) {
        return std::nullopt;
    }
    for (std::string_view rest = whole.substr(first); !rest.empty(); rest.remove_prefix(4)) {
        if (rest.size() < 4 || rest[0] != ',' || !all_digits(rest.substr(1, 3))) {
            return std::nullopt;
        }
        plain += rest.substr(1, 3);
    }
    return plain;
}

}  // namespace

std::string clean_cell(std::string_view text) {
    constexpr std::array<std::string_view, 5> wide_blanks{"\u3000", "\u00a0", "\u200b", "\u200e", "\ufeff"};
    for (std::size_t before = text.size() + 1; text.size() < before;) {
        before = text.size();
        text = trim(text);
        for (const std::string_view blank : wide_blanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
            }
        }
    }
    return to_nfc(text);
}

std::optional<std::string> read_number(std::string_view text) {
    const std::string folded = fold_code(text);
    std::string_view rest = folded;
    std::string sign;
    if (rest.starts_with('-') || rest.starts_with('+')) {
        sign = rest[0] == '-' ? "-" : "";
        rest.remove_prefix(1);
    }
    const std::size_t point = rest.find('.');
    const std::optional<std::string> whole = without_commas(rest.substr(0, point));
    if (!whole || !all_digits(*whole) || whole->size() > 18) {
        return std::nullopt;
    }
    if (point == std::string_view::npos) {
        return sign + *whole;
    }
    const std::string_view fraction = rest.substr(point + 1);
    return all_digits(fraction) ? std::optional(sign + *whole + "." + std::string(fraction)) : std::nullopt;
}

std::optional<std::string> read_integer(std::string_view text) {
    std::optional<std::string> number = read_number(text);
    return number && number->find('.') == std::string::npos ? number : std::nullopt;
}

std::optional<std::string> read_day(std::string_view text) {
    const std::string folded = fold_words(text);
    std::string_view day = trim(folded);
    const std::size_t blank = day.find_first_of(" t");
    if (blank != std::string_view::npos && day.substr(blank + 1).find_first_not_of("0:. ") == std::string_view::npos) {
        day = day.substr(0, blank);
    }
    const Result<Day> read = parse_day(day);
    return read.ok() ? std::optional(format_day(*read)) : std::nullopt;
}

std::optional<std::string> read_boolean(std::string_view text) {
    constexpr std::array<std::string_view, 7> yes{"true", "yes", "y", "1", "是", "有", "√"};
    constexpr std::array<std::string_view, 6> no{"false", "no", "n", "0", "否", "无"};
    const std::string folded = fold_words(text);
    if (std::ranges::find(yes, folded) != yes.end()) {
        return "true";
    }
    return std::ranges::find(no, folded) != no.end() ? std::optional<std::string>("false") : std::nullopt;
}

bool is_shortened_number(std::string_view text) {
    const std::size_t e = text.find_first_of("Ee");
    if (e == std::string_view::npos || e + 2 >= text.size() || text[e + 1] != '+' || !all_digits(text.substr(e + 2))) {
        return false;
    }
    std::string_view mantissa = text.substr(0, e);
    if (mantissa.size() > 1 && mantissa[1] == '.') {
        return all_digits(mantissa.substr(0, 1)) && (mantissa.size() == 2 || all_digits(mantissa.substr(2)));
    }
    return mantissa.size() == 1 && all_digits(mantissa);
}

bool has_control_characters(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0x7f || (byte < 0x20 && c != '\t' && c != '\n' && c != '\r');
    });
}

}  // namespace arc
