#pragma once

#include "model/page_look.hpp"
#include "model/raster.hpp"

namespace arc {

// Measures an upright bilevel page. `dpi` is its resolution, 0 where it is not known. Where it is not known or hardly
// true (below 100 dpi, or a page smaller than a postcard) its shorter side is taken for that of A4 (210 mm). Blank
// means: less than one square millimetre of ink that looks like writing (marks.hpp); a printed page number has more. A4
// at 300 dpi takes some milliseconds.
FrameQuality measure(const BitImage& page, double dpi = 0);

}  // namespace arc
