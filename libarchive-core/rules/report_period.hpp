#pragma once

#include "base/calendar_text.hpp"
#include "model/report_rule.hpp"

namespace arc {

// The days that a report tells of. It falls due on the day after the last of them.
struct ReportPeriod {
    Day first;
    Day last;
    Day due;
    bool operator==(const ReportPeriod&) const = default;
};

// The newest period that is due on or before `today`: of a daily report the day before, of a weekly one the seven days
// before its weekday, of the others the month, quarter or year before their day (quarters and years begin in January).
ReportPeriod newest_period(const ReportRule& rule, Day today);
ReportPeriod period_before(const ReportRule& rule, const ReportPeriod& period);
ReportPeriod period_after(const ReportRule& rule, const ReportPeriod& period);

}  // namespace arc
