#include "rules/capture_time.hpp"

namespace arc {

std::string_view to_text(CaptureTime time) {
    return time == CaptureTime::at_stage ? "at-stage" : "after-closing";
}

Capture judge_capture(Instant captured, Day captured_on, std::span<const StageAt> stages, std::optional<Day> closed) {
    Capture capture;
    for (const StageAt& stage : stages) {
        if (stage.at <= captured) {
            capture.stage = stage.stage;
        }
    }
    if (closed) {
        const bool same_day = captured_on == *closed;
        const bool after_last = !stages.empty() && captured >= stages.back().at;
        capture.time =
            captured_on > *closed || (same_day && after_last) ? CaptureTime::after_closing : CaptureTime::at_stage;
    }
    return capture;
}

}  // namespace arc
