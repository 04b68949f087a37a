#pragma once

#include "jobs/intake/intake.hpp"

#include <filesystem>
#include <vector>

namespace arc {

enum class BacksOrder {
    reversed,  // the stack was turned over: the last sheet's back comes first
    same,
};

// Two one-sided passes of the same sheets as one duplex batch: front 1, back 1, front 2 … Counted by pages, so that
// multi-page files may be used. Either all backs are there, or the last sheet's is missing; other counts are a Fault
// (usage) and nothing is taken. A run that was cut off is gone on with: its pages keep their places, and the others
// get those left free between them; Fault (refused) when other pages came in there since. Records come in the collated
// order.
void take_collated(Archive& archive, Intake& intake, const std::vector<std::filesystem::path>& fronts,
                   const std::vector<std::filesystem::path>& backs, BacksOrder order);

// The place in the batch, from 0, of the pages of the second pass: pass_page 0 is the first page scanned of `backs`
// pages.
std::int64_t collated_place(std::int64_t pass_page, std::int64_t backs, BacksOrder order);

}  // namespace arc
