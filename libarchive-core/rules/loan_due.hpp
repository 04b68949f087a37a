#pragma once

#include "model/keeping_rules.hpp"
#include "rules/calendar.hpp"

#include <optional>

namespace arc {

// The last moment at which a loan that begins at `from` is back in time. 0d and same-day: the end of that day; hours
// are exact; a longer one that would end on a day of rest ends with the next working day. `until` makes it shorter,
// never longer. Nothing without a limit and without `until`.
std::optional<Instant> due_of(const LendingTerms& terms, Instant from, std::optional<Day> until,
                              const WorkCalendar& calendar);
// One more limit, counted from the end of the present one, or from now where that is over.
std::optional<Instant> due_renewed(const LendingTerms& terms, std::optional<Instant> due, Instant now,
                                   const WorkCalendar& calendar);
// Called back: after the terms' `recall` from now, unless it was due before that.
Instant due_recalled(const LendingTerms& terms, std::optional<Instant> due, Instant now, const WorkCalendar& calendar);

}  // namespace arc
