#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace arc {

// How a period of a profile is counted; rules/calendar.hpp adds it to instants and days.
enum class DurationUnit {
    minutes,       // 30min: exactly
    hours,         // 48h: exactly, round the clock
    days,          // 2d: to the end of the second day after the first
    working_days,  // 5wd: the same, days of rest left out
    weeks,         // 2w
    months,        // 1mo: the same day of a later month, or that month's last day
    years,         // 15y
    same_day,      // same-day: to the end of the day on which it starts
    month_end,     // month-end: to the end of the month in which it starts
    year_end,      // year-end: to the end of the year in which it starts
};

struct Duration {
    DurationUnit unit = DurationUnit::days;
    int count = 0;  // 0 where the unit says all (same_day, month_end, year_end)
    bool operator==(const Duration&) const = default;
};

// Reads 30min 48h 2d 5wd 2w 1mo 15y same-day month-end year-end; counts from 0 to 99999.
Result<Duration> parse_duration(std::string_view text);
// The form that parse_duration reads.
std::string to_text(Duration duration);
// For putting lengths in order only: about how many minutes; a working day counts as 1.4 days, same-day as one,
// month-end as 31, year-end as 366.
double approximate_minutes(Duration duration);

}  // namespace arc
