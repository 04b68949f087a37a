#include "rules/step_order.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::string_view scanning = "scan";

std::vector<std::string> names_of(std::span<const Step> steps) {
    std::vector<std::string> names;
    for (const Step& step : steps) {
        names.push_back(step.name);
    }
    return names;
}

bool was_passed(std::span<const PassedStep> passed, std::optional<Instant> imaged, const std::string& step) {
    return std::ranges::count(passed, step, &PassedStep::step) != 0 || (imaged && step == scanning);
}

// Refusing is the hardest, ignoring the softest.
Severity harder(Severity a, Severity b) {
    return std::min(a, b);
}

void set_time(StepAnswer& answer, const Step& step, Instant before, Instant now, const WorkCalendar& calendar) {
    answer.took = now - before;
    if (step.limit) {
        answer.due = calendar.due(before, *step.limit);
        answer.late = now > *answer.due;
    }
}

}  // namespace

Result<StepAnswer> judge_step(std::span<const Step> steps, std::span<const PassedStep> passed,
                              std::optional<Instant> imaged, std::string_view wanted, Instant now,
                              const WorkCalendar& calendar) {
    const auto to = std::ranges::find(steps, wanted, &Step::name);
    if (to == steps.end()) {
        const std::vector<std::string> names = names_of(steps);
        const std::string near = nearest(wanted, names);
        return Error{ErrorCode::usage, printable(wanted), say("the profile has no such step"),
                     names.empty()  ? say("it names none under steps")
                     : near.empty() ? say("it has {}", join(names, ", "))
                                    : say("did you mean {}?", near)};
    }
    StepAnswer answer;
    const auto from = passed.empty() ? steps.end() : std::ranges::find(steps, passed.back().step, &Step::name);
    // A step that the profile has dropped since counts as before the first.
    const std::ptrdiff_t at = from == steps.end() ? -1 : from - steps.begin();
    const std::ptrdiff_t target = to - steps.begin();
    if (target <= at) {
        answer.move = target == at ? StepMove::repeat : StepMove::back;
    }
    for (std::ptrdiff_t i = at + 1; i < target; ++i) {
        const Step& step = steps[static_cast<std::size_t>(i)];
        if (step.skip != Severity::ignore && !was_passed(passed, imaged, step.name)) {
            answer.skipped.push_back(step.name);
            answer.severity = harder(answer.severity, step.skip);
        }
    }
    if (!answer.skipped.empty()) {
        answer.move = StepMove::skip;
    }
    if (!passed.empty()) {
        const bool imaged_since = imaged && *imaged > passed.back().at && *imaged <= now;
        set_time(answer, *to, imaged_since ? *imaged : passed.back().at, now, calendar);
    }
    return answer;
}

const Step* next_step(std::span<const Step> steps, std::string_view last, bool imaged) {
    auto at = std::ranges::find(steps, last, &Step::name);
    if (at == steps.end()) {
        return nullptr;
    }
    ++at;
    // What may be left out is nobody's task: the paper waits for what must come.
    while (at != steps.end() && ((imaged && at->name == scanning) || at->skip == Severity::ignore)) {
        ++at;
    }
    return at == steps.end() ? nullptr : &*at;
}

std::chrono::milliseconds median(std::vector<std::chrono::milliseconds> values) {
    if (values.empty()) {
        return {};
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

}  // namespace arc
