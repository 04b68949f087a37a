#pragma once

#include "barcode/evidence.hpp"
#include "barcode/ladder.hpp"
#include "barcode/view.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace arc {

struct Wanted {
    std::span<const BarcodeFormat> formats;  // empty: all
    double dpi = 0;
    int page_width = 0;
    int page_height = 0;
};

// What each look at a part of a page saw.
using Attempts = std::vector<std::vector<Candidate>>;

// One way of looking, or a few that belong together. Rungs of one level are climbed together, unless what is found
// fills the area.
struct Rung {
    std::string_view name;
    int level;
    Effort least;  // who climbs so high
    Attempts (*look)(const View& view, const Wanted& wanted);
};

// From the cheapest to the dearest; a rung that reads nothing costs only time.
std::span<const Rung> rungs();

}  // namespace arc
