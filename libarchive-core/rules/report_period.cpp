#include "rules/report_period.hpp"

namespace arc {
namespace {

using namespace std::chrono;

int months_of(Period every) {
    constexpr int quarter = 3;
    constexpr int year = 12;
    return every == Period::year ? year : every == Period::quarter ? quarter : 1;
}

bool is_counted_in_days(Period every) {
    return every == Period::day || every == Period::week;
}

// The due day so many steps further on.
Day moved(const ReportRule& rule, Day due, int steps) {
    constexpr int week = 7;
    if (is_counted_in_days(rule.every)) {
        return Day(sys_days(due) + days(steps * (rule.every == Period::week ? week : 1)));
    }
    return due + months(steps * months_of(rule.every));
}

ReportPeriod ending_at(const ReportRule& rule, Day due) {
    return {moved(rule, due, -1), Day(sys_days(due) - days(1)), due};
}

}  // namespace

ReportPeriod newest_period(const ReportRule& rule, Day today) {
    if (rule.every == Period::day) {
        return ending_at(rule, today);
    }
    if (rule.every == Period::week) {
        return ending_at(rule, Day(sys_days(today) - (weekday(sys_days(today)) - rule.weekday)));
    }
    const int step = months_of(rule.every);
    const unsigned begins =
        (unsigned{today.month()} - 1) / static_cast<unsigned>(step) * static_cast<unsigned>(step) + 1;
    const Day due = today.year() / month(begins) / day(static_cast<unsigned>(rule.month_day));
    return ending_at(rule, due > today ? moved(rule, due, -1) : due);
}

ReportPeriod period_before(const ReportRule& rule, const ReportPeriod& period) {
    return ending_at(rule, period.first);
}

ReportPeriod period_after(const ReportRule& rule, const ReportPeriod& period) {
    return ending_at(rule, moved(rule, period.due, 1));
}

}  // namespace arc
