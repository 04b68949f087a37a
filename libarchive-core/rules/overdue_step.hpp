#pragma once

#include "model/keeping_rules.hpp"
#include "rules/calendar.hpp"

#include <optional>
#include <span>

namespace arc {

// Where a loan stands between its last day and being chased.
struct OverdueStep {
    bool late = false;
    std::int64_t days = 0;        // late; 0 on the day itself (hours over) and while in time
    int step = 0;                 // of the profile's `chase`, from 1; 0 before the first
    bool send = false;            // that step was not sent yet
    std::optional<Instant> next;  // when the following step begins; nothing behind the last
};

// By state, not by exact day: the highest step whose time has come is sent unless it, or a later one, was. A night
// without cron skips nothing, and a loan found late after a month gets one reminder, the one that is due now.
OverdueStep overdue_step(std::optional<Instant> due, Instant now, int sent, std::span<const Duration> chase,
                         const WorkCalendar& calendar);

}  // namespace arc
