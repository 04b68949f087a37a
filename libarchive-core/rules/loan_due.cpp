#include "rules/loan_due.hpp"

#include <algorithm>

namespace arc {
namespace {

bool ends_with_its_day(Duration limit) {
    return limit.unit == DurationUnit::minutes || limit.unit == DurationUnit::hours ||
           limit.unit == DurationUnit::same_day || limit.count == 0;
}

Instant end_of_limit(Instant from, Duration limit, const WorkCalendar& calendar) {
    const Instant due = calendar.due(from, limit);
    const Day day = calendar.day_of(due);
    if (ends_with_its_day(limit) || calendar.is_working(day)) {
        return due;
    }
    return calendar.end_of(calendar.add(day, {DurationUnit::working_days, 1}));
}

}  // namespace

std::optional<Instant> due_of(const LendingTerms& terms, Instant from, std::optional<Day> until,
                              const WorkCalendar& calendar) {
    std::optional<Instant> due;
    if (terms.limit) {
        due = end_of_limit(from, *terms.limit, calendar);
    }
    if (until) {
        const Instant end = calendar.end_of(*until);
        due = due ? std::min(*due, end) : end;
    }
    return due;
}

std::optional<Instant> due_renewed(const LendingTerms& terms, std::optional<Instant> due, Instant now,
                                   const WorkCalendar& calendar) {
    if (!terms.limit) {
        return std::nullopt;
    }
    return end_of_limit(due ? std::max(*due, now) : now, *terms.limit, calendar);
}

Instant due_recalled(const LendingTerms& terms, std::optional<Instant> due, Instant now, const WorkCalendar& calendar) {
    const Instant called = end_of_limit(now, terms.recall.value_or(Duration{DurationUnit::days, 0}), calendar);
    return due ? std::min(*due, called) : called;
}

}  // namespace arc
