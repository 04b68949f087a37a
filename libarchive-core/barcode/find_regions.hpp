#pragma once

#include "model/raster.hpp"

#include <vector>

namespace arc {

// The parts of an upright bilevel page that may hold a 1-D code (standing or lying bars, leaning by up to about 15
// degrees), a 2-D code (in any direction) or a patch code, each with a margin for the quiet zone, from top to bottom.
// Meant to lose nothing that can be read, and to be silent on text: what it marks is only tried, never believed.
// `dpi` 0 means unknown. A4 at 300 dpi takes about 1 ms.
std::vector<Rect> find_code_regions(const BitImage& page, double dpi);

}  // namespace arc
