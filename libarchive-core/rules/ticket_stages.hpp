#pragma once

#include "base/result.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

enum class StageMove {
    stay,  // it is there already
    next,
    skip,  // leaves stages out: takes a reason
    back,  // to an earlier one, when work must be done again: takes a reason
};

// What entering a stage means for a ticket that stands at another.
struct StageStep {
    StageMove move = StageMove::next;
    std::vector<std::string> skipped;  // between the two, in order
    bool last = false;                 // the stage ends the ticket
    bool operator==(const StageStep&) const = default;
};

// `current` may be "" (nothing entered yet). Errors: usage for a stage that the type does not have, with a suggestion.
Result<StageStep> judge_stage(std::span<const std::string> stages, std::string_view current, std::string_view wanted);

}  // namespace arc
