#include "rules/stage_papers.hpp"

#include <algorithm>

namespace arc {

std::optional<Instant> stage_ended(std::span<const StageAt> entered, std::span<const std::string> order,
                                   std::string_view stage) {
    const auto place = [&](std::string_view name) { return std::ranges::find(order, name) - order.begin(); };
    const auto own = place(stage);
    const auto began = std::ranges::find(entered, stage, &StageAt::stage);
    if (began == entered.end()) {
        return std::nullopt;
    }
    for (auto later = began + 1; later != entered.end(); ++later) {
        if (place(later->stage) > own) {
            return later->at;
        }
    }
    return std::nullopt;
}

LatePaper judge_paper(std::optional<Day> stage_end, std::optional<Day> captured, std::optional<Day> dated,
                      bool late_reason) {
    if (!stage_end) {
        return {};
    }
    return {.captured = captured && *captured > *stage_end && !late_reason, .dated = dated && *dated > *stage_end};
}

}  // namespace arc
