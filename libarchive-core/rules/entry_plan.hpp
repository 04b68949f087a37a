#pragma once

#include "rules/calendar.hpp"

#include <optional>
#include <span>

namespace arc {

// The day on which an entry of this kind is next to be done for one subject; nothing when none is.
// `start`: the day of the kind's `from`, if it has one and the subject has reached it; `done`: the days on which such
// entries were done, in order.
//   due: [3d, 30d]     each counted from the start; entries done since then fulfil them in order
//   every, with from   the returns of the start; one done `ahead` of a return counts for it; of those missed the last
//   every alone        so long after the last one done; at once where none ever was
//   from alone         the start itself, once
std::optional<Day> next_due(const EntryKind& kind, const WorkCalendar& calendar, std::optional<Day> start,
                            std::span<const Day> done, Day today);

// The day from which it is listed: `ahead` of the day it is due.
Day listed_from(const EntryKind& kind, const WorkCalendar& calendar, Day due);

}  // namespace arc
