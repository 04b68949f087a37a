#include "model/duration.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace arc {
namespace {

constexpr std::array<std::pair<std::string_view, DurationUnit>, 3> whole_words{{
    {"same-day", DurationUnit::same_day},
    {"month-end", DurationUnit::month_end},
    {"year-end", DurationUnit::year_end},
}};
constexpr std::array<std::pair<std::string_view, DurationUnit>, 7> suffixes{{
    {"min", DurationUnit::minutes},
    {"h", DurationUnit::hours},
    {"d", DurationUnit::days},
    {"wd", DurationUnit::working_days},
    {"w", DurationUnit::weeks},
    {"mo", DurationUnit::months},
    {"y", DurationUnit::years},
}};

}  // namespace

Result<Duration> parse_duration(std::string_view raw) {
    const std::string_view text = trim(raw);
    for (const auto& [word, unit] : whole_words) {
        if (text == word) {
            return Duration{unit, 0};
        }
    }
    constexpr std::size_t max_digits = 5;
    int count = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    const auto digits = static_cast<std::size_t>(end - text.data());
    if (problem == std::errc{} && count >= 0 && digits <= max_digits) {
        for (const auto& [suffix, unit] : suffixes) {
            if (text.substr(digits) == suffix) {
                return Duration{unit, count};
            }
        }
    }
    return Error{ErrorCode::usage, std::string(raw), say("not a duration"),
                 say("write it as 30min 48h 2d 5wd 2w 1mo 15y same-day month-end or year-end")};
}

std::string to_text(Duration duration) {
    for (const auto& [word, unit] : whole_words) {
        if (unit == duration.unit) {
            return std::string(word);
        }
    }
    for (const auto& [suffix, unit] : suffixes) {
        if (unit == duration.unit) {
            return fmt::format("{}{}", duration.count, suffix);
        }
    }
    return {};
}

double approximate_minutes(Duration duration) {
    constexpr double day = 24 * 60;
    switch (duration.unit) {
        case DurationUnit::minutes:
            return duration.count;
        case DurationUnit::hours:
            return duration.count * 60.0;
        case DurationUnit::days:
            return duration.count * day;
        case DurationUnit::working_days:
            return duration.count * 1.4 * day;
        case DurationUnit::weeks:
            return duration.count * 7 * day;
        case DurationUnit::months:
            return duration.count * 30.4 * day;
        case DurationUnit::years:
            return duration.count * 365.25 * day;
        case DurationUnit::same_day:
            return day;
        case DurationUnit::month_end:
            return 31 * day;
        case DurationUnit::year_end:
            return 366 * day;
    }
    return 0;
}

}  // namespace arc
