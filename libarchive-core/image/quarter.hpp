#pragma once

#include "model/raster.hpp"

#include <cstdint>

namespace arc {

// A bilevel image with both sides divided by four (rounded down, at least 1).
struct Quarter {
    BitImage image;          // black where at least 4 of the 16 pixels are: strokes stay, specks of 3 pixels go
    std::int64_t black = 0;  // black pixels of the whole original
};
Quarter quarter(const BitImage& image);

std::int64_t count_black(const BitImage& image);

}  // namespace arc
