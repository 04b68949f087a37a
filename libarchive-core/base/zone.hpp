#pragma once

#include "base/calendar_text.hpp"

#include <chrono>
#include <string>

namespace arc {

// A time zone: a name of the tz database (Asia/Shanghai) or a fixed offset (+08:00, UTC).
class Zone {
public:
    Zone() = default;  // UTC
    // Error when neither an offset nor a zone installed on this machine.
    static Result<Zone> parse(const std::string& name);
    const std::string& name() const noexcept {
        return name_;
    }
    std::chrono::minutes offset_at(Instant at) const;
    Day day_at(Instant at) const {
        return day_of(at, offset_at(at));
    }
    // The first instant of a day in this zone.
    Instant start_of(Day day) const;

private:
    std::string name_ = "UTC";
    bool fixed_ = true;
    std::chrono::minutes offset_{0};
};

}  // namespace arc
