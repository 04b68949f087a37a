#pragma once

#include "model/raster.hpp"

namespace arc {

// Degrees, -7 to 7, by which the lines of text on a reduced page (40 to 150 dpi) fall to the right; 0 where there is
// too little text to tell. By leptonica's search for the shear that gives the sharpest sums of rows; 3 is its own limit
// of certainty below which it leaves a page as it is.
double find_skew(const BitImage& reduced, float least_certainty = 3.0F);

}  // namespace arc
