#pragma once

#include "base/result.hpp"
#include "model/filing_rules.hpp"
#include "rules/calendar.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// A step that a paper went through.
struct PassedStep {
    std::string step;
    Instant at;
    bool operator==(const PassedStep&) const = default;
};

enum class StepMove {
    next,
    skip,    // comes without steps in between
    repeat,  // stands there already: no second scan
    back,    // to a step before, when work must be done again: takes a reason
};

// What a scan at a step means for a paper.
struct StepAnswer {
    StepMove move = StepMove::next;
    std::vector<std::string> skipped;               // in the profile's order, those that may be left out not among them
    Severity severity = Severity::ignore;           // the hardest of the skipped steps
    std::optional<std::chrono::milliseconds> took;  // since the scan before; none for the first
    std::optional<Instant> due;                     // where the step has a limit and there was a scan before
    bool late = false;
    bool operator==(const StepAnswer&) const = default;
};

// `passed`: the paper's scans, oldest first. `imaged`: when its images came: they stand for the step named "scan",
// which then needs no scan of the label. Error: usage for a step that the profile does not have, with a suggestion.
Result<StepAnswer> judge_step(std::span<const Step> steps, std::span<const PassedStep> passed,
                              std::optional<Instant> imaged, std::string_view wanted, Instant now,
                              const WorkCalendar& calendar);

// For what a paper waits after its last scan; null when it has gone through all, or its last step is no longer known.
const Step* next_step(std::span<const Step> steps, std::string_view last, bool imaged);

// The middle one of the values (the lower of two); 0 without any.
std::chrono::milliseconds median(std::vector<std::chrono::milliseconds> values);

}  // namespace arc
