#pragma once

#include "base/calendar_text.hpp"
#include "model/duration.hpp"
#include "model/profile.hpp"
#include "rules/calendar.hpp"
#include "rules/condition.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace arc {

// 绿 黄 红: on time, near, late.
enum class Light { green, yellow, red };
std::string_view to_text(Light light);
// The worse of several; green of none. How the lights of units are summed.
Light worst(std::span<const Light> lights);

// When something is due, and how it stands.
struct DeadlineState {
    Instant due;  // the last moment in time
    Light light = Light::green;
    bool reached = false;  // it has been done, in time (green) or late (red)
    bool operator==(const DeadlineState&) const = default;
};

// `yellow`, where given, counts from the same start as `limit`. Exactly at the due moment it is still in time.
DeadlineState judge_deadline(Instant start, Duration limit, std::optional<Duration> yellow,
                             std::optional<Instant> reached, Instant now, const WorkCalendar& calendar);
// The first of the profile's deadlines from one milestone to another that holds; one that names a stage holds for that
// stage only. Null when nothing is demanded.
const Deadline* find_deadline(const Profile& profile, std::string_view from, std::string_view to,
                              std::string_view stage, const FieldLookup& look_up);

}  // namespace arc
