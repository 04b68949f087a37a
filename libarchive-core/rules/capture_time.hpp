#pragma once

#include "base/calendar_text.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arc {

// When a stage of a ticket was entered.
struct StageAt {
    std::string stage;
    Instant at;
};

// When the paper of a ticket was captured (S40): by the owner of a stage while the ticket ran, or by the archive room
// once it was closed.
enum class CaptureTime { at_stage, after_closing };
std::string_view to_text(CaptureTime time);

struct Capture {
    CaptureTime time = CaptureTime::at_stage;
    std::string stage;  // at which the ticket stood then; "" before the first, or without stages
    bool operator==(const Capture&) const = default;
};

// `stages`: in the order of their entering. `closed`: the day the ticket was closed on, if it was; `captured_on` the
// day of `captured` in the archive's zone. On the day of closing itself the entering of the last stage decides.
Capture judge_capture(Instant captured, Day captured_on, std::span<const StageAt> stages, std::optional<Day> closed);

}  // namespace arc
