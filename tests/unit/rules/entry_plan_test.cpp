#include "rules/entry_plan.hpp"

#include "unit/rules/fields.hpp"

using namespace arc;

namespace {

EntryKind kind_of(const std::string& text) {
    return *profile_of("entries: {e: " + text + "}\n").entry_kind("e");
}

std::string due(const EntryKind& kind, const std::string& start, const std::vector<std::string>& done,
                const std::string& today) {
    std::vector<Day> days;
    for (const std::string& one : done) {
        days.push_back(day(one));
    }
    const std::optional<Day> found =
        next_due(kind, WorkCalendar(CalendarRules{}), start.empty() ? std::nullopt : std::optional(day(start)), days,
                 day(today));
    return found ? format_day(*found) : "none";
}

}  // namespace

TEST_CASE("visits within 3, 30 and 60 days are each met by one that was made") {
    const EntryKind visit = kind_of("{from: customer.opened, due: [3d, 30d, 60d]}");
    CHECK(due(visit, "", {}, "2026-01-01") == "none");
    CHECK(due(visit, "2026-01-01", {}, "2026-02-01") == "2026-01-04");
    CHECK(due(visit, "2026-01-01", {"2025-12-30"}, "2026-02-01") == "2026-01-04");
    CHECK(due(visit, "2026-01-01", {"2026-01-03"}, "2026-02-01") == "2026-01-31");
    CHECK(due(visit, "2026-01-01", {"2026-01-03", "2026-01-20", "2026-03-01"}, "2026-04-01") == "none");
}

TEST_CASE("a round comes again so long after the last one, and at once where none was made") {
    const EntryKind round = kind_of("{of: place, every: 1d}");
    CHECK(due(round, "", {}, "2026-01-01") == "2026-01-01");
    CHECK(due(round, "", {"2025-12-24", "2025-12-31"}, "2026-01-05") == "2026-01-01");
}

TEST_CASE("a birthday returns each year and a call made ahead of it counts") {
    const EntryKind birthday = kind_of("{from: customer.opened, every: 1y, ahead: 1mo}");
    CHECK(due(birthday, "1980-05-20", {}, "2026-05-01") == "2025-05-20");  // the last that was missed
    CHECK(due(birthday, "1980-05-20", {"2025-05-19"}, "2026-05-01") == "2026-05-20");
    CHECK(due(birthday, "1980-05-20", {"2026-05-10"}, "2026-05-12") == "2027-05-20");
}

TEST_CASE("visits that returns follow go on with them") {
    const EntryKind visit = kind_of("{from: customer.opened, due: [3d], every: 6mo}");
    CHECK(due(visit, "2026-01-01", {}, "2026-01-02") == "2026-01-04");
    CHECK(due(visit, "2026-01-01", {"2026-01-04"}, "2026-01-05") == "2026-07-01");
}

TEST_CASE("the end of a lease is told once, so long ahead") {
    const EntryKind lease = kind_of("{from: customer.closed, ahead: 2mo}");
    CHECK(due(lease, "2026-12-31", {}, "2026-01-01") == "2026-12-31");
    CHECK(format_day(listed_from(lease, WorkCalendar(CalendarRules{}), day("2026-12-31"))) == "2026-10-31");
    CHECK(due(lease, "2026-12-31", {"2026-11-05"}, "2026-11-06") == "none");
    CHECK(due(lease, "2026-12-31", {"2025-11-05"}, "2026-01-01") == "2026-12-31");
}

TEST_CASE("a kind without any rule is never planned") {
    CHECK(due(kind_of("{of: customer}"), "", {}, "2026-01-01") == "none");
}
