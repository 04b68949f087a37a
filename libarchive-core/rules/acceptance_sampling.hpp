#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace arc {

// How a lot of documents is judged by a part of them. Source: DA/T 31-2017 (digitizing of paper records), acceptance by
// hand: a sample of at least 5 % of the items, of which at least 95 % must pass. The profile says the share.
struct SamplingPlan {
    std::int64_t sample = 0;  // documents to look at: the share rounded up, at least one, never more than there are
    std::int64_t reject = 1;  // so many failures among them refuse the lot: the first that makes it less than 95 %
    bool operator==(const SamplingPlan&) const = default;
};
// `share` in percent, 0 to 100.
SamplingPlan sampling_plan(std::int64_t lot, double share);

// Draws so many of the documents: those with the lowest SHA-256 of "SEED/ID", so that anybody with the seed can draw
// them again (printf '%s/%s' SEED ID | sha256sum) and nobody can tell them before it is known. In the order of ids.
std::vector<std::int64_t> draw_sample(std::string_view seed, std::span<const std::int64_t> documents,
                                      std::int64_t sample);

}  // namespace arc
