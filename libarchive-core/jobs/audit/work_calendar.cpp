#include "jobs/audit/work_calendar.hpp"

#include "store/files.hpp"

namespace arc {

WorkCalendar work_calendar(const Archive& archive) {
    const CalendarRules& rules = archive.profile().calendar;
    constexpr std::size_t most = 1 << 20;
    if (!rules.days_file.empty()) {
        if (const Result<std::string> text = read_file(archive.paths().root / rules.days_file, most)) {
            return WorkCalendar(rules, parse_day_marks(*text).value_or_throw());
        }
    }
    return WorkCalendar(rules);
}

}  // namespace arc
