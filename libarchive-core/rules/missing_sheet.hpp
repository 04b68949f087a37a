#pragma once

#include <span>
#include <string>

namespace arc {

// One page of a document, as far as it tells whether sheets are missing.
struct SheetSide {
    int width = 0;  // pixels
    int height = 0;
    double dpi = 0;  // 0 where nobody knows
    bool duplex = false;
};

// How sure it is that sheets are missing or were fed together, 0 to 1, and why. Fronts and backs that do not pair in a
// duplex document say a half; a page longer than the others of its width by more than a tenth, as two sheets that
// overlap are, four tenths.
struct SheetSuspicion {
    double score = 0;
    std::string why;
};
inline constexpr double suspected = 0.4;  // from here on it is told

SheetSuspicion suspect_missing_sheet(std::span<const SheetSide> sides);

}  // namespace arc
