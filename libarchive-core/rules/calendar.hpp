#pragma once

#include "base/calendar_text.hpp"
#include "base/result.hpp"
#include "model/duration.hpp"
#include "model/keeping_rules.hpp"

#include <chrono>
#include <string_view>
#include <vector>

namespace arc {

// A day that differs from its week: a holiday, or a day of rest that is worked.
struct DayMark {
    Day day;
    bool working = false;
    bool operator==(const DayMark&) const = default;
};

// Reads the file named by `calendar: days`: a day a line, then `,rest` or `,work`; anything further is a note. Empty
// lines, lines that begin with #, and a heading that begins with `day` are skipped. Errors: usage, with the line.
Result<std::vector<DayMark>> parse_day_marks(std::string_view csv);

// Which days are worked, and where the archive's clock stands.
class WorkCalendar {
public:
    // Later marks win over earlier ones, `marks` over the profile's own holidays and workdays.
    WorkCalendar(const CalendarRules& rules, const std::vector<DayMark>& marks = {});

    bool is_working(Day day) const;
    Day day_of(Instant at) const;
    // The last moment of a day in the archive's zone.
    Instant end_of(Day day) const;
    // The day that a period from `from` ends on: hours and minutes count as whole days begun; working days leave out
    // `from` itself. Never after the year 9999.
    Day add(Day from, Duration period) const;
    // The last moment that is still in time. Hours and minutes are exact; anything longer ends with its last day.
    Instant due(Instant from, Duration period) const;
    // The day that lies `period` before `to`: when a reminder begins. The same-day and -end units give `to` itself.
    Day before(Day to, Duration period) const;

private:
    Day add_working_days(Day from, int count) const;

    std::chrono::minutes utc_offset_;
    std::vector<std::chrono::weekday> rest_;
    std::vector<DayMark> marks_;  // by day, each once
};

}  // namespace arc
