#include "rules/overdue_step.hpp"

namespace arc {

OverdueStep overdue_step(std::optional<Instant> due, Instant now, int sent, std::span<const Duration> chase,
                         const WorkCalendar& calendar) {
    OverdueStep found;
    if (!due) {
        return found;
    }
    found.late = now > *due;
    if (found.late) {
        found.days =
            (std::chrono::sys_days(calendar.day_of(now)) - std::chrono::sys_days(calendar.day_of(*due))).count();
    }
    for (const Duration step : chase) {
        const Instant begins = step.count == 0 ? *due : calendar.due(*due, step);
        if (now <= begins) {
            found.next = begins;
            break;
        }
        ++found.step;
    }
    found.send = found.step > sent;
    return found;
}

}  // namespace arc
