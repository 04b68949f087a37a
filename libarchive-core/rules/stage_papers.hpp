#pragma once

#include "base/calendar_text.hpp"
#include "rules/capture_time.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arc {

// When the stage at which a paper is due had ended: when the next stage after it was entered, in the order of the
// ticket's type; nothing while it lasts or was never entered.
std::optional<Instant> stage_ended(std::span<const StageAt> entered, std::span<const std::string> order,
                                   std::string_view stage);

// A paper that came, or was written, after its stage had ended: its truth suffers (补写). A stated reason for lateness
// (补录) excuses the capture, not the date. Days are those of the archive's zone; a paper of the very day is in time.
struct LatePaper {
    bool captured = false;
    bool dated = false;
};
LatePaper judge_paper(std::optional<Day> stage_end, std::optional<Day> captured, std::optional<Day> dated,
                      bool late_reason);

}  // namespace arc
