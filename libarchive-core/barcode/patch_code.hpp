#pragma once

#include "model/barcode.hpp"

#include <vector>

namespace arc {

// The patch codes in a part of a page: four bars with three narrow spaces, narrow 0.08 in, wide 0.20 in, the whole
// 0.80 in (Kodak A-61599; Wikipedia, "Patch Code"). Both axes are read; skew up to 5 degrees, specks, holes and a tenth
// of error in the widths are forgiven. `dpi` 0 means unknown: then the size on paper is not checked, only the
// proportions. `text` is the name ("PatchT"), `attempt` is "patch".
// Bars that lie across are named as read from top to bottom, bars that stand from left to right; see named_from_edge.
std::vector<Barcode> read_patch_codes(const BitImage& part, double dpi);

// A symbol is its mirror image's neighbour: 1 upside down is 6, 3 upside down is T, 2 and 4 stay what they are. A
// scanner reads it as the paper comes in, so sheets carry it along the edge that is fed first, often along all four.
// The same is done here: a code in the last third of the page (bottom for bars that lie, right for bars that stand) is
// named as read from that edge inwards, all others stay as they are. So a sheet means the same whichever way it was
// fed.
Barcode named_from_edge(Barcode code, int page_width, int page_height);

}  // namespace arc
