#include "label/call_number.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "label/punctuation.hpp"

#include <algorithm>

namespace arc {
namespace {

using Parts = std::vector<std::string>;

constexpr std::string_view middle_dot = "\u00b7";

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_year(std::string_view part) {
    return part.size() == 4 && all_digits(part) &&
           (part.starts_with("18") || part.starts_with("19") || part.starts_with("20"));
}

bool is_retention(std::string_view part) {
    if (part == "Y" || part == "C" || part == "D" || part == "永久" || part == "长期" || part == "短期") {
        return true;
    }
    if (part.starts_with('D')) {
        return part.size() <= 3 && all_digits(part.substr(1));
    }
    constexpr std::string_view fixed_term = "定期";
    constexpr std::string_view years = "年";
    if (part.starts_with(fixed_term)) {
        part.remove_prefix(fixed_term.size());
    }
    return part.ends_with(years) && all_digits(part.substr(0, part.size() - years.size()));
}

std::string joined(Parts::const_iterator begin, Parts::const_iterator end, std::string_view separator) {
    return join(Parts(begin, end), separator);
}

// The second level: category, year, and in DA/T 13-2022 also retention and unit.
void read_class(CallNumber& number) {
    const Parts& parts = number.levels[1];
    const auto year = std::ranges::find_if(parts, is_year);
    number.category = joined(parts.begin(), year, middle_dot);
    if (year == parts.end()) {
        return;
    }
    number.year = *year;
    auto rest = year + 1;
    if (rest != parts.end() && is_retention(*rest)) {
        number.retention = *rest++;
    }
    number.unit = joined(rest, parts.end(), middle_dot);
}

// The levels between the second and the last. In DA/T 22-2015 retention is one of them and the unit follows it.
void read_middle(CallNumber& number) {
    Parts middle;
    for (std::size_t i = 2; i + 1 < number.levels.size(); ++i) {
        middle.push_back(join(number.levels[i], middle_dot));
    }
    auto rest = middle.cbegin();
    if (!number.year.empty() && number.retention.empty() && rest != middle.cend() && is_retention(*rest)) {
        number.retention = *rest++;
        if (rest != middle.cend()) {
            number.unit = *rest++;
        }
    }
    number.volume = joined(rest, middle.cend(), "-");
}

void read_fields(CallNumber& number) {
    number.fonds = join(number.levels.front(), middle_dot);
    if (number.levels.size() > 2) {
        read_class(number);
        read_middle(number);
    }
    number.item = join(number.levels.back(), middle_dot);
}

std::string_view without_zeros(std::string_view part) {
    if (!all_digits(part)) {
        return part;
    }
    return part.substr(std::min(part.find_first_not_of('0'), part.size() - 1));
}

}  // namespace

Result<CallNumber> parse_call_number(std::string_view text) {
    if (!is_utf8(text)) {
        return Error{ErrorCode::usage, printable(text), say("not UTF-8"), {}};
    }
    CallNumber number;
    for (const std::string& level : split(fold_punctuation(text), '-')) {
        number.levels.push_back(split(level, '.'));
        if (std::ranges::count(number.levels.back(), std::string{}) > 0) {
            return Error{ErrorCode::usage, printable(text), say("a part of this archival number is empty"), {}};
        }
    }
    if (number.levels.size() < 2) {
        return Error{ErrorCode::usage, printable(text), say("not an archival number"),
                     say("its levels are joined by -, as in Z109-WS·2011-Y-BGS-0001")};
    }
    read_fields(number);
    return number;
}

std::string to_text(const CallNumber& number) {
    Parts levels;
    for (const Parts& level : number.levels) {
        levels.push_back(join(level, middle_dot));
    }
    return join(levels, "-");
}

std::string comparison_key(const CallNumber& number) {
    std::string key;
    for (const Parts& level : number.levels) {
        for (const std::string& part : level) {
            key += key.empty() ? "" : "-";
            key += without_zeros(part);
        }
    }
    return key;
}

}  // namespace arc
