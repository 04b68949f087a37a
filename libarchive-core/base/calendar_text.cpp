#include "base/calendar_text.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace arc {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

int number(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

Error not_a_day(std::string_view text) {
    return Error{ErrorCode::usage, std::string(text), say("not a date"), say("write it as 2026-11-21")};
}

// Runs of digits in a text; a fixed number of them, because dates and times are read by the million.
struct DigitGroups {
    std::array<std::string_view, 4> runs;
    std::size_t count = 0;  // also of those that found no room
    std::string_view operator[](std::size_t i) const { return runs[i]; }
};

// Splits at anything that is not an ASCII digit, so that -, /, . and 年月日 all separate.
DigitGroups digit_groups(std::string_view text) {
    DigitGroups groups;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        const std::size_t start = at;
        while (at < text.size() && is_digit(text[at])) {
            ++at;
        }
        if (groups.count < groups.runs.size()) {
            groups.runs[groups.count] = text.substr(start, at - start);
        }
        ++groups.count;
    }
    return groups;
}

bool only_day_separators(std::string_view text) {
    constexpr std::size_t longest = std::string_view("年月日").size();
    std::array<char, longest> rest{};
    std::size_t size = 0;
    for (const char c : text) {
        if (is_digit(c)) {
            continue;
        }
        if (size == longest) {
            return false;
        }
        rest[size++] = c;
    }
    const std::string_view between(rest.data(), size);
    return between == "--" || between == "//" || between == ".." || between == "年月日" || between == "年月";
}

}  // namespace

std::string format_day(Day day) {
    return fmt::format("{:04}-{:02}-{:02}", int(day.year()), unsigned(day.month()), unsigned(day.day()));
}

Result<Day> parse_day(std::string_view raw) {
    const std::string_view text = trim(raw);
    DigitGroups parts;
    if (all_digits(text) && text.size() == 8) {
        parts = {{text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)}, 3};
    } else if (only_day_separators(text)) {
        parts = digit_groups(text);
    }
    if (parts.count != 3 || parts[0].size() != 4 || parts[1].size() > 2 || parts[2].size() > 2) {
        return not_a_day(raw);
    }
    const Day day{std::chrono::year(number(parts[0])), std::chrono::month(static_cast<unsigned>(number(parts[1]))),
                  std::chrono::day(static_cast<unsigned>(number(parts[2])))};
    if (!day.ok()) {
        return not_a_day(raw);
    }
    return day;
}

std::string format_instant(Instant at) {
    const auto midnight = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::hh_mm_ss time(at - midnight);
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", format_day(Day(midnight)), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

Result<Instant> parse_instant(std::string_view raw) {
    const std::string_view text = trim(raw);
    const std::size_t split = text.find_first_of("T ");
    const Result<Day> day = parse_day(text.substr(0, split));
    if (!day) {
        return day.error();
    }
    const Instant midnight = std::chrono::sys_days(*day);
    if (split == std::string_view::npos) {
        return midnight;
    }
    std::string_view clock = text.substr(split + 1);
    if (clock.ends_with('Z')) {
        clock.remove_suffix(1);
    }
    const DigitGroups parts = digit_groups(clock);
    const bool shaped = parts.count >= 2 && parts.count <= 4 && clock.size() >= 5 && clock[2] == ':' &&
                        parts[0].size() == 2 && parts[1].size() == 2;
    if (!shaped || number(parts[0]) > 23 || number(parts[1]) > 59) {
        return Error{ErrorCode::usage, std::string(raw), say("not a time"), say("write it as 2026-11-21T10:00:00Z")};
    }
    Instant at = midnight + std::chrono::hours(number(parts[0])) + std::chrono::minutes(number(parts[1]));
    if (parts.count > 2) {
        at += std::chrono::seconds(number(parts[2]));
    }
    if (parts.count > 3) {
        const std::string padded = std::string(parts[3]) + "000";
        at += std::chrono::milliseconds(number(std::string_view(padded).substr(0, 3)));
    }
    return at;
}

Day day_of(Instant at, std::chrono::minutes utc_offset) {
    return Day(std::chrono::floor<std::chrono::days>(at + utc_offset));
}

}  // namespace arc
