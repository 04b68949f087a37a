#pragma once

#include "model/barcode.hpp"

#include <vector>

namespace arc {

// The patch codes on a page: four bars with three narrow spaces, narrow 0.08 in, wide 0.20 in, the whole 0.80 in
// (Kodak A-61599; Wikipedia, "Patch Code"). Both axes are read; skew up to 5 degrees, specks, holes and a tenth of error in the widths are
// forgiven. `dpi` 0 means unknown: then the size on paper is not checked, only the proportions.
//
// A symbol is its mirror image's neighbour: 1 upside down is 6, 3 upside down is T, 2 and 4 stay what they are. Only
// the sheet's own top tells them apart, so a code is named as it stands on the upright page: bars that lie across
// are read from top to bottom, bars that stand from left to right.
//
// `text` is the name ("PatchT"), `attempt` is "patch".
std::vector<Barcode> read_patch_codes(const BitImage& page, double dpi);

}  // namespace arc
