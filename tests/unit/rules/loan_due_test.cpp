#include "rules/loan_due.hpp"

#include "rules/overdue_step.hpp"
#include "unit/rules/fields.hpp"

#include <vector>

using namespace arc;

namespace {

// Asia/Shanghai; Saturdays and Sundays rest, and the first of May.
const WorkCalendar calendar = [] {
    CalendarRules rules;
    rules.rest = {std::chrono::Saturday, std::chrono::Sunday};
    rules.holidays = {{day("2026-05-01"), day("2026-05-03")}};
    return WorkCalendar(rules);
}();
const std::vector<Duration> chase{{DurationUnit::days, 0}, {DurationUnit::days, 7}, {DurationUnit::days, 30}};

std::string due(const char* limit, const char* from, const char* until = nullptr) {
    LendingTerms terms;
    terms.limit = parse_duration(limit).value_or_throw();
    const std::optional<Day> last = until == nullptr ? std::nullopt : std::optional(day(until));
    return format_instant(due_of(terms, at(from), last, calendar).value());
}

OverdueStep step(const char* now, int sent) {
    return overdue_step(at("2026-01-12T15:59:59.999Z"), at(now), sent, chase, calendar);
}

}  // namespace

TEST_CASE("a loan is due at the end of its last day, 0d and same-day on the day itself") {
    CHECK(due("7d", "2026-01-05T01:00:00Z") == "2026-01-12T15:59:59.999Z");
    CHECK(due("0d", "2026-01-05T01:00:00Z") == "2026-01-05T15:59:59.999Z");
    CHECK(due("same-day", "2026-01-05T01:00:00Z") == "2026-01-05T15:59:59.999Z");
    CHECK(due("2h", "2026-01-05T01:00:00Z") == "2026-01-05T03:00:00.000Z");
    CHECK(due("0d", "2026-01-05T17:00:00Z") == "2026-01-06T15:59:59.999Z");  // past midnight in the archive
}

TEST_CASE("what would be due on a day of rest is due on the next working day") {
    CHECK(due("5d", "2026-01-05T01:00:00Z") == "2026-01-12T15:59:59.999Z");
    CHECK(due("5wd", "2026-01-05T01:00:00Z") == "2026-01-12T15:59:59.999Z");
    CHECK(due("1d", "2026-04-30T01:00:00Z") == "2026-05-04T15:59:59.999Z");
    CHECK(due("0d", "2026-01-10T01:00:00Z") == "2026-01-10T15:59:59.999Z");  // read on a Saturday, back on it
}

TEST_CASE("a day that is asked for makes a loan shorter and never longer") {
    CHECK(due("7d", "2026-01-05T01:00:00Z", "2026-01-07") == "2026-01-07T15:59:59.999Z");
    CHECK(due("7d", "2026-01-05T01:00:00Z", "2026-02-07") == "2026-01-12T15:59:59.999Z");
}

TEST_CASE("a renewal counts from the last day, or from now where that is over") {
    LendingTerms terms;
    terms.limit = Duration{DurationUnit::days, 7};
    const Instant last = at("2026-01-12T15:59:59.999Z");
    CHECK(due_renewed(terms, last, at("2026-01-06T01:00:00Z"), calendar) == at("2026-01-19T15:59:59.999Z"));
    CHECK(due_renewed(terms, last, at("2026-01-20T01:00:00Z"), calendar) == at("2026-01-27T15:59:59.999Z"));
}

TEST_CASE("what is called back is due soon, unless it was due sooner") {
    LendingTerms terms;
    terms.recall = Duration{DurationUnit::days, 3};
    const Instant now = at("2026-01-06T01:00:00Z");
    CHECK(due_recalled(terms, at("2026-02-01T15:59:59.999Z"), now, calendar) == at("2026-01-09T15:59:59.999Z"));
    CHECK(due_recalled(terms, at("2026-01-07T15:59:59.999Z"), now, calendar) == at("2026-01-07T15:59:59.999Z"));
    CHECK(due_recalled(terms, std::nullopt, now, calendar) == at("2026-01-09T15:59:59.999Z"));
}

TEST_CASE("reminders go out by state: a night that was missed skips none, and none is sent twice") {
    CHECK_FALSE(step("2026-01-12T15:00:00Z", 0).late);
    CHECK_FALSE(step("2026-01-12T15:00:00Z", 0).send);
    const OverdueStep first = step("2026-01-13T01:00:00Z", 0);
    CHECK(first.late);
    CHECK(first.days == 1);
    CHECK(first.step == 1);
    CHECK(first.send);
    CHECK_FALSE(step("2026-01-13T01:00:00Z", 1).send);
    CHECK_FALSE(step("2026-01-19T01:00:00Z", 1).send);
    CHECK(step("2026-01-20T01:00:00Z", 1).step == 2);
    CHECK(step("2026-01-24T01:00:00Z", 1).send);  // four nights without cron
    const OverdueStep last = step("2026-03-30T01:00:00Z", 0);
    CHECK(last.step == 3);  // one reminder, the one that is due now
    CHECK(last.send);
    CHECK_FALSE(last.next.has_value());
    CHECK_FALSE(step("2026-03-30T01:00:00Z", 3).send);
    CHECK_FALSE(overdue_step(std::nullopt, at("2026-03-30T01:00:00Z"), 0, chase, calendar).late);
}
