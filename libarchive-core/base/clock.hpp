#pragma once

#include "base/calendar_text.hpp"

#include <chrono>

namespace arc {

// Where the time comes from. Jobs take a Clock; nothing below tools/ asks the system for the time of day.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() const override {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

// Stands still: --now, and tests.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }
    void set(Instant at) { at_ = at; }

private:
    Instant at_;
};

}  // namespace arc
