#include "rules/calendar.hpp"

#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

WorkCalendar shanghai(std::vector<DayMark> marks = {}) {
    CalendarRules rules;
    rules.rest = {std::chrono::Saturday, std::chrono::Sunday};
    return WorkCalendar(rules, marks);
}

Duration lasting(std::string_view text) {
    return parse_duration(text).value_or_throw();
}

std::string added(std::string_view from, std::string_view period) {
    return format_day(shanghai().add(day(from), lasting(period)));
}

}  // namespace

TEST_CASE("periods are added as people count them") {
    CHECK(added("2026-01-30", "2d") == "2026-02-01");
    CHECK(added("2026-01-31", "1mo") == "2026-02-28");
    CHECK(added("2024-01-31", "1mo") == "2024-02-29");
    CHECK(added("2024-02-29", "1y") == "2025-02-28");
    CHECK(added("2026-11-30", "14mo") == "2028-01-30");
    CHECK(added("2026-11-21", "2w") == "2026-12-05");
    CHECK(added("2026-11-21", "month-end") == "2026-11-30");
    CHECK(added("2026-02-01", "month-end") == "2026-02-28");
    CHECK(added("2026-11-21", "year-end") == "2026-12-31");
    CHECK(added("2026-11-21", "same-day") == "2026-11-21");
    CHECK(added("2026-11-21", "99999y") == "9999-12-31");
    CHECK(added("2026-11-21", "99999w") == "3943-05-29");
    CHECK(added("2026-11-21", "99999mo") == "9999-12-31");
}

TEST_CASE("working days leave out weekends and holidays and count worked days of rest") {
    // 20 November 2026 is a Friday.
    CHECK(added("2026-11-20", "1wd") == "2026-11-23");
    CHECK(added("2026-11-21", "1wd") == "2026-11-23");
    CHECK(added("2026-11-20", "5wd") == "2026-11-27");
    const WorkCalendar marked = shanghai({{day("2026-11-23"), false}, {day("2026-11-22"), true}});
    CHECK(format_day(marked.add(day("2026-11-20"), lasting("1wd"))) == "2026-11-22");
    CHECK(format_day(marked.add(day("2026-11-22"), lasting("1wd"))) == "2026-11-24");
}

TEST_CASE("hours are exact and all else ends with its last day in the archive's zone") {
    const WorkCalendar calendar = shanghai();
    const Instant evening = at("2026-11-20T20:00:00Z");  // 04:00 on the 21st in Shanghai
    CHECK(format_instant(calendar.due(evening, lasting("48h"))) == "2026-11-22T20:00:00.000Z");
    CHECK(format_instant(calendar.due(evening, lasting("90min"))) == "2026-11-20T21:30:00.000Z");
    CHECK(format_instant(calendar.due(evening, lasting("same-day"))) == "2026-11-21T15:59:59.999Z");
    CHECK(format_instant(calendar.due(evening, lasting("2d"))) == "2026-11-23T15:59:59.999Z");
    CHECK(format_instant(calendar.due(evening, lasting("month-end"))) == "2026-11-30T15:59:59.999Z");
}

TEST_CASE("a reminder begins its period before the end") {
    const WorkCalendar calendar = shanghai();
    CHECK(format_day(calendar.before(day("2026-03-31"), lasting("1mo"))) == "2026-02-28");
    CHECK(format_day(calendar.before(day("2026-03-01"), lasting("7d"))) == "2026-02-22");
    CHECK(format_day(calendar.before(day("2026-11-23"), lasting("1wd"))) == "2026-11-20");
    CHECK(format_day(calendar.before(day("2026-11-23"), lasting("1y"))) == "2025-11-23");
}

TEST_CASE("the holidays of the profile and of its file are one calendar, the file's last word winning") {
    CalendarRules rules;
    rules.holidays = {{day("2026-10-01"), day("2026-10-07")}};
    rules.workdays = {{day("2026-10-03"), day("2026-10-03")}};
    const WorkCalendar own(rules);
    CHECK_FALSE(own.is_working(day("2026-10-07")));
    CHECK(own.is_working(day("2026-10-08")));
    CHECK(own.is_working(day("2026-10-03")));
    const auto file = parse_day_marks("day,kind\r\n2026-10-03,rest,国庆\r\n# note\r\n\r\n2026-10-07,work\r\n");
    REQUIRE(file.ok());
    const WorkCalendar both(rules, *file);
    CHECK_FALSE(both.is_working(day("2026-10-03")));
    CHECK(both.is_working(day("2026-10-07")));
}

TEST_CASE("a bad line of the file of days is told with its number") {
    CHECK(parse_day_marks("2026-10-01,rest\n2026-10-02\n").error().message() ==
          "line 2: not a day and 'rest' or 'work'; write it as 2026-10-01,rest");
    CHECK_FALSE(parse_day_marks("2026-02-30,rest\n").ok());
}

TEST_CASE("a calendar without working days still ends") {
    CalendarRules rules;
    rules.rest = {std::chrono::Monday, std::chrono::Tuesday,  std::chrono::Wednesday, std::chrono::Thursday,
                  std::chrono::Friday, std::chrono::Saturday, std::chrono::Sunday};
    const WorkCalendar calendar(rules);
    CHECK(calendar.add(day("2026-01-01"), lasting("99999wd")) == day("9999-12-31"));
}
