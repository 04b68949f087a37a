#include "rules/report_period.hpp"

#include <doctest/doctest.h>

using namespace arc;
using namespace std::chrono;

namespace {

ReportRule rule(Period every, int month_day = 1, weekday on = Monday) {
    ReportRule made;
    made.every = every;
    made.month_day = month_day;
    made.weekday = on;
    return made;
}

std::string words(const ReportPeriod& period) {
    return format_day(period.first) + ".." + format_day(period.last) + " due " + format_day(period.due);
}

std::string newest(const ReportRule& made, Day today) {
    return words(newest_period(made, today));
}

}  // namespace

TEST_CASE("a daily report tells of the day before") {
    CHECK(newest(rule(Period::day), 2026y / 3 / 1) == "2026-02-28..2026-02-28 due 2026-03-01");
}

TEST_CASE("a weekly report tells of the seven days before its weekday") {
    const ReportRule friday = rule(Period::week, 1, Friday);
    CHECK(newest(friday, 2026y / 11 / 20) == "2026-11-13..2026-11-19 due 2026-11-20");  // a Friday
    CHECK(newest(friday, 2026y / 11 / 26) == "2026-11-13..2026-11-19 due 2026-11-20");
    CHECK(newest(friday, 2026y / 11 / 27) == "2026-11-20..2026-11-26 due 2026-11-27");
    CHECK(newest(rule(Period::week), 2026y / 1 / 4) == "2025-12-22..2025-12-28 due 2025-12-29");
}

TEST_CASE("a monthly report tells of the month before its day") {
    CHECK(newest(rule(Period::month), 2026y / 1 / 31) == "2025-12-01..2025-12-31 due 2026-01-01");
    CHECK(newest(rule(Period::month, 25), 2026y / 3 / 24) == "2026-01-25..2026-02-24 due 2026-02-25");
    CHECK(newest(rule(Period::month, 25), 2026y / 3 / 25) == "2026-02-25..2026-03-24 due 2026-03-25");
}

TEST_CASE("quarters and years begin in January") {
    CHECK(newest(rule(Period::quarter, 5), 2026y / 4 / 4) == "2025-10-05..2026-01-04 due 2026-01-05");
    CHECK(newest(rule(Period::quarter, 5), 2026y / 4 / 5) == "2026-01-05..2026-04-04 due 2026-04-05");
    CHECK(newest(rule(Period::year), 2026y / 12 / 31) == "2025-01-01..2025-12-31 due 2026-01-01");
}

TEST_CASE("periods follow one another without a gap, whatever the calendar does") {
    for (const Period every : {Period::day, Period::week, Period::month, Period::quarter, Period::year}) {
        for (const int on : {1, 15, 28}) {
            const ReportRule made = rule(every, on, Sunday);
            for (sys_days today = 2023y / 12 / 25; today < sys_days(2025y / 1 / 10); today += days(1)) {
                const ReportPeriod period = newest_period(made, today);
                CAPTURE(words(period));
                REQUIRE(sys_days(period.due) <= today);
                REQUIRE(sys_days(period_after(made, period).due) > today);
                REQUIRE(period_after(made, period_before(made, period)) == period);
                REQUIRE(sys_days(period_before(made, period).last) + days(1) == sys_days(period.first));
                REQUIRE(sys_days(period.last) + days(1) == sys_days(period.due));
            }
        }
    }
}
