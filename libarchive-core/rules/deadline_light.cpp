#include "rules/deadline_light.hpp"

#include <algorithm>

namespace arc {

std::string_view to_text(Light light) {
    switch (light) {
        case Light::green:
            return "green";
        case Light::yellow:
            return "yellow";
        case Light::red:
            return "red";
    }
    return "red";
}

Light worst(std::span<const Light> lights) {
    const auto found = std::ranges::max_element(lights);
    return found == lights.end() ? Light::green : *found;
}

DeadlineState judge_deadline(Instant start, Duration limit, std::optional<Duration> yellow,
                             std::optional<Instant> reached, Instant now, const WorkCalendar& calendar) {
    DeadlineState state;
    state.due = calendar.due(start, limit);
    state.reached = reached.has_value();
    const Instant decisive = reached.value_or(now);
    if (decisive > state.due) {
        state.light = Light::red;
    } else if (!reached && yellow && now > calendar.due(start, *yellow)) {
        state.light = Light::yellow;
    }
    return state;
}

const Deadline* find_deadline(const Profile& profile, std::string_view from, std::string_view to,
                              std::string_view stage, const FieldLookup& look_up) {
    for (const Deadline& deadline : profile.deadlines) {
        const bool fits = deadline.from == from && deadline.to == to;
        if (fits && (deadline.stage.empty() || deadline.stage == stage) && holds(deadline.when, look_up)) {
            return &deadline;
        }
    }
    return nullptr;
}

}  // namespace arc
