#include "rules/acceptance_sampling.hpp"

#include "base/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace arc {

SamplingPlan sampling_plan(std::int64_t lot, double share) {
    constexpr double all = 100;
    constexpr std::int64_t one_in = 20;  // 5 % may fail
    if (lot <= 0) {
        return {0, 1};
    }
    const auto wanted = static_cast<std::int64_t>(std::ceil(static_cast<double>(lot) * share / all));
    const std::int64_t sample = std::clamp(wanted, std::int64_t{1}, lot);
    return {sample, sample / one_in + 1};
}

std::vector<std::int64_t> draw_sample(std::string_view seed, std::span<const std::int64_t> documents,
                                      std::int64_t sample) {
    std::vector<std::pair<Digest, std::int64_t>> ranked;
    ranked.reserve(documents.size());
    for (const std::int64_t id : documents) {
        ranked.emplace_back(sha256(fmt::format("{}/{}", seed, id)), id);
    }
    std::ranges::sort(ranked);
    ranked.resize(std::min(ranked.size(), static_cast<std::size_t>(std::max<std::int64_t>(sample, 0))));
    std::vector<std::int64_t> drawn;
    for (const auto& [digest, id] : ranked) {
        drawn.push_back(id);
    }
    std::ranges::sort(drawn);
    return drawn;
}

}  // namespace arc
