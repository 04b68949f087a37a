#include "rules/ticket_stages.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace arc {

Result<StageStep> judge_stage(std::span<const std::string> stages, std::string_view current, std::string_view wanted) {
    const auto to = std::ranges::find(stages, wanted);
    if (to == stages.end()) {
        const std::string near = nearest(wanted, stages);
        return Error{ErrorCode::usage, std::string(wanted), say("no stage of this type of ticket"),
                     near.empty() ? say("it has {}", join(stages, ", ")) : say("did you mean {}?", near)};
    }
    // A stage that the profile no longer has counts as before the first.
    const auto from = std::ranges::find(stages, current);
    const std::ptrdiff_t at = from == stages.end() ? -1 : from - stages.begin();
    const std::ptrdiff_t target = to - stages.begin();
    StageStep step;
    step.last = target + 1 == std::ssize(stages);
    if (target <= at) {
        step.move = target == at ? StageMove::stay : StageMove::back;
        return step;
    }
    step.skipped.assign(stages.begin() + at + 1, to);
    step.move = step.skipped.empty() ? StageMove::next : StageMove::skip;
    return step;
}

}  // namespace arc
