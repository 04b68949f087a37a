#include "rules/calendar.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace arc {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr Day last_day{std::chrono::year(9999), std::chrono::December, std::chrono::day(31)};

Day plus_days(Day day, std::int64_t count) {
    const sys_days last(last_day);
    const sys_days from(day);
    return count > (last - from).count() ? last_day : Day(from + days(count));
}

// The same day of a later month; the 31st becomes the last of a shorter month.
Day plus_months(Day day, int count) {
    const int months = int(day.year()) * 12 + int(unsigned(day.month())) - 1 + count;
    if (months / 12 > int(last_day.year())) {
        return last_day;
    }
    if (months < 0) {
        return Day{std::chrono::year(0), std::chrono::January, std::chrono::day(1)};
    }
    const std::chrono::year_month month{std::chrono::year(months / 12),
                                        std::chrono::month(static_cast<unsigned>(months % 12 + 1))};
    const std::chrono::year_month_day_last last = month / std::chrono::last;
    return month / std::min(day.day(), last.day());
}

Day month_end(Day day) {
    return day.year() / day.month() / std::chrono::last;
}

Day year_end(Day day) {
    return day.year() / std::chrono::December / 31;
}

Result<DayMark> parse_mark(std::string_view line, std::size_t number) {
    const std::vector<std::string> cells = split(line, ',');
    const Result<Day> day = parse_day(cells.front());
    const std::string word = cells.size() > 1 ? std::string(trim(cells[1])) : std::string();
    if (!day || (word != "rest" && word != "work")) {
        return Error{ErrorCode::usage, say("line {}", number), say("not a day and 'rest' or 'work'"),
                     say("write it as 2026-10-01,rest")};
    }
    return DayMark{*day, word == "work"};
}

}  // namespace

Result<std::vector<DayMark>> parse_day_marks(std::string_view csv) {
    if (csv.starts_with("\xef\xbb\xbf")) {
        csv.remove_prefix(3);
    }
    std::vector<DayMark> marks;
    std::size_t number = 0;
    for (const std::string& raw : split(csv, '\n')) {
        ++number;
        const std::string_view line = trim(raw);
        if (line.empty() || line.starts_with('#') || (number == 1 && line.starts_with("day"))) {
            continue;
        }
        const Result<DayMark> mark = parse_mark(line, number);
        if (!mark) {
            return mark.error();
        }
        marks.push_back(*mark);
    }
    return marks;
}

WorkCalendar::WorkCalendar(const CalendarRules& rules, const std::vector<DayMark>& marks)
    : utc_offset_(rules.utc_offset), rest_(rules.rest) {
    const auto add = [this](const std::vector<std::pair<Day, Day>>& ranges, bool working) {
        constexpr int longest = 366;
        for (const auto& [first, last] : ranges) {
            for (int i = 0; i <= std::min<std::int64_t>((sys_days(last) - sys_days(first)).count(), longest); ++i) {
                marks_.push_back({plus_days(first, i), working});
            }
        }
    };
    add(rules.holidays, false);
    add(rules.workdays, true);
    marks_.insert(marks_.end(), marks.begin(), marks.end());
    // Of several marks of a day the last stays: reversed, a stable sort puts it first.
    std::ranges::reverse(marks_);
    std::ranges::stable_sort(marks_, {}, &DayMark::day);
    const auto repeated = std::ranges::unique(marks_, {}, &DayMark::day);
    marks_.erase(repeated.begin(), repeated.end());
}

bool WorkCalendar::is_working(Day day) const {
    const auto mark = std::ranges::lower_bound(marks_, day, {}, &DayMark::day);
    if (mark != marks_.end() && mark->day == day) {
        return mark->working;
    }
    return std::ranges::count(rest_, std::chrono::weekday(sys_days(day))) == 0;
}

Day WorkCalendar::day_of(Instant at) const {
    return arc::day_of(at, utc_offset_);
}

Instant WorkCalendar::end_of(Day day) const {
    return Instant(sys_days(day) + days(1)) - utc_offset_ - std::chrono::milliseconds(1);
}

Day WorkCalendar::add_working_days(Day from, int count) const {
    // A calendar without working days would never end.
    constexpr int longest_rest = 400;
    int rested = 0;
    for (Day day = from; count > 0 && day < last_day; --count) {
        do {
            day = plus_days(day, 1);
        } while (!is_working(day) && ++rested < longest_rest);
        rested = 0;
        from = day;
    }
    return from;
}

Day WorkCalendar::add(Day from, Duration period) const {
    switch (period.unit) {
        case DurationUnit::minutes:
            return plus_days(from, (period.count + 24 * 60 - 1) / (24 * 60));
        case DurationUnit::hours:
            return plus_days(from, (period.count + 23) / 24);
        case DurationUnit::days:
            return plus_days(from, period.count);
        case DurationUnit::working_days:
            return add_working_days(from, period.count);
        case DurationUnit::weeks:
            return plus_days(from, std::int64_t{7} * period.count);
        case DurationUnit::months:
            return plus_months(from, period.count);
        case DurationUnit::years:
            return plus_months(from, std::min(period.count, 9999) * 12);
        case DurationUnit::same_day:
            return from;
        case DurationUnit::month_end:
            return month_end(from);
        case DurationUnit::year_end:
            return year_end(from);
    }
    return from;
}

Instant WorkCalendar::due(Instant from, Duration period) const {
    if (period.unit == DurationUnit::minutes) {
        return from + std::chrono::minutes(period.count);
    }
    if (period.unit == DurationUnit::hours) {
        return from + std::chrono::hours(period.count);
    }
    return end_of(add(day_of(from), period));
}

Day WorkCalendar::before(Day to, Duration period) const {
    switch (period.unit) {
        case DurationUnit::working_days: {
            constexpr int longest = 4000;
            Day day = to;
            for (int left = period.count, steps = 0; left > 0 && steps < longest; ++steps) {
                day = plus_days(day, -1);
                left -= int(is_working(day));
            }
            return day;
        }
        case DurationUnit::months:
            return plus_months(to, -period.count);
        case DurationUnit::years:
            return plus_months(to, -std::min(period.count, 9999) * 12);
        case DurationUnit::same_day:
        case DurationUnit::month_end:
        case DurationUnit::year_end:
            return to;
        case DurationUnit::minutes:
        case DurationUnit::hours:
        case DurationUnit::days:
        case DurationUnit::weeks:
            break;
    }
    return plus_days(to, -(sys_days(add(to, period)) - sys_days(to)).count());
}

}  // namespace arc
