#pragma once

#include "jobs/archive.hpp"
#include "rules/calendar.hpp"

namespace arc {

// The calendar of the profile in force, with the days of the file it names (beside profile.yaml) where that is there.
// Faults (usage) when the file has a mistake.
WorkCalendar work_calendar(const Archive& archive);

}  // namespace arc
