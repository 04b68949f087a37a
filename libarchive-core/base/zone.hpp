#pragma once

#include "base/calendar_text.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace arc {

// The offset from UTC of a zone that never changes its clocks: +08:00, -03:30, UTC, or one of the names known here
// (Asia/Shanghai, Asia/Hong_Kong, Asia/Tokyo …). Nothing for zones with summer time: days and deadlines are counted
// with one offset, so such an archive states the offset it means.
std::optional<std::chrono::minutes> utc_offset_of(std::string_view zone);

// The zone whose calendar an archive follows.
class Zone {
public:
    Zone() = default;  // UTC
    // Error (usage) for a name that utc_offset_of does not know.
    static Result<Zone> parse(const std::string& name);
    std::chrono::minutes offset() const noexcept { return offset_; }
    Day day_at(Instant at) const { return day_of(at, offset_); }
    // The first instant of a day in this zone.
    Instant start_of(Day day) const { return Instant(std::chrono::sys_days(day)) - offset_; }

private:
    std::chrono::minutes offset_{0};
};

}  // namespace arc
