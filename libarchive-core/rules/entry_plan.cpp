#include "rules/entry_plan.hpp"

#include <algorithm>

namespace arc {
namespace {

// Longer than any archive: ends the counting of returns.
constexpr int most_returns = 40'000;

std::optional<Day> return_of(const EntryKind& kind, const WorkCalendar& calendar, Day start, std::span<const Day> done,
                             Day today) {
    std::optional<Day> last_missed;
    for (int turn = 1; turn <= most_returns; ++turn) {
        const Day due = calendar.add(start, {kind.every->unit, kind.every->count * turn});
        const bool met = !done.empty() && done.back() >= (kind.ahead ? calendar.before(due, *kind.ahead) : due);
        if (met) {
            continue;
        }
        if (due > today) {
            return last_missed ? last_missed : due;
        }
        last_missed = due;
    }
    return last_missed;
}

}  // namespace

std::optional<Day> next_due(const EntryKind& kind, const WorkCalendar& calendar, std::optional<Day> start,
                            std::span<const Day> done, Day today) {
    if (!kind.from.empty() && !start) {
        return std::nullopt;
    }
    if (start && !kind.due.empty()) {
        const auto fulfilled =
            static_cast<std::size_t>(std::ranges::count_if(done, [&](Day day) { return day >= *start; }));
        if (fulfilled < kind.due.size()) {
            return calendar.add(*start, kind.due[fulfilled]);
        }
    }
    if (start && kind.every) {
        return return_of(kind, calendar, *start, done, today);
    }
    if (kind.every) {
        return done.empty() ? today : calendar.add(done.back(), *kind.every);
    }
    const bool once = start && kind.due.empty();
    return once && (done.empty() || done.back() < listed_from(kind, calendar, *start)) ? start : std::nullopt;
}

Day listed_from(const EntryKind& kind, const WorkCalendar& calendar, Day due) {
    return kind.ahead ? calendar.before(due, *kind.ahead) : due;
}

}  // namespace arc
