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

// Thousands commas stand before groups of three, and only in the whole part; anything else with a comma may be two
// numbers.
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

std::optional<std::string> read_catalogue_date(std::string_view text) {
    if (std::optional<std::string> day = read_day(text)) {
        return day;
    }
    const std::string folded = fold_words(text);
    std::string_view rest = trim(folded);
    constexpr std::string_view year_word = "年";
    constexpr std::string_view month_word = "月";
    constexpr std::size_t year_digits = 4;
    const std::string_view year = rest.substr(0, year_digits);
    if (year.size() != year_digits || !all_digits(year)) {
        return std::nullopt;
    }
    rest.remove_prefix(year_digits);
    // Eight digits with 00 for what is not known.
    if (rest.size() == 4 && all_digits(rest) && rest.ends_with("00")) {
        rest.remove_suffix(2);
    }
    if (rest.empty() || rest == year_word || rest == "00") {
        return std::string(year);
    }
    if (rest.starts_with(year_word)) {
        rest.remove_prefix(year_word.size());
        if (!rest.ends_with(month_word)) {
            return std::nullopt;
        }
        rest.remove_suffix(month_word.size());
    } else if (std::string_view("-/.").find(rest[0]) != std::string_view::npos) {
        rest.remove_prefix(1);
    } else if (rest.size() != 2) {
        return std::nullopt;
    }
    const std::string month = rest.size() == 1 ? "0" + std::string(rest) : std::string(rest);
    const bool is_month = month.size() == 2 && all_digits(month) && month >= "01" && month <= "12";
    return is_month ? std::optional(std::string(year) + "-" + month) : std::nullopt;
}

std::optional<std::string> read_number_of(std::string_view unit, std::string_view text) {
    if (unit.empty()) {
        return read_number(text);
    }
    const std::string wanted = fold_code(unit);
    const std::string folded = fold_code(text);
    std::string_view rest = folded;
    for (const std::string_view current : {std::string_view("交流"), std::string_view("直流")}) {
        if (rest.starts_with(current)) {
            rest.remove_prefix(current.size());
        }
    }
    if (rest.ends_with(wanted)) {
        rest.remove_suffix(wanted.size());
    } else if (rest.starts_with(wanted)) {
        rest.remove_prefix(wanted.size());
    } else if (rest.size() != folded.size()) {
        return std::nullopt;  // 交流10: of what?
    }
    return read_number(rest);
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
