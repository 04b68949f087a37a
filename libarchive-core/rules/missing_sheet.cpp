#include "rules/missing_sheet.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace arc {
namespace {

constexpr double unpaired = 0.5;
constexpr double too_long = 0.4;
constexpr double longer = 1.1;
constexpr double same_width = 0.05;
constexpr std::size_t enough = 4;  // pages, to know how long they usually are

double inches(int pixels, double dpi) {
    return static_cast<double>(pixels) / (dpi > 0 ? dpi : 1);
}

// The place of a page that is longer than most of its width, from 1; 0 for none.
std::size_t long_page(std::span<const SheetSide> sides) {
    for (std::size_t i = 0; i < sides.size(); ++i) {
        std::vector<double> heights;
        const double width = inches(sides[i].width, sides[i].dpi);
        for (const SheetSide& side : sides) {
            if (std::abs(inches(side.width, side.dpi) - width) <= same_width * width) {
                heights.push_back(inches(side.height, side.dpi));
            }
        }
        if (heights.size() < enough) {
            continue;
        }
        std::ranges::sort(heights);
        const double usual = heights[heights.size() / 2];
        const bool others_agree = heights[heights.size() - 2] <= longer * usual;
        if (others_agree && inches(sides[i].height, sides[i].dpi) > longer * usual) {
            return i + 1;
        }
    }
    return 0;
}

}  // namespace

SheetSuspicion suspect_missing_sheet(std::span<const SheetSide> sides) {
    SheetSuspicion suspicion;
    const bool duplex = !sides.empty() && std::ranges::all_of(sides, &SheetSide::duplex);
    if (duplex && sides.size() % 2 == 1) {
        suspicion.score += unpaired;
        suspicion.why = say("{} sides of sheets scanned on both", sides.size());
    }
    if (const std::size_t page = long_page(sides); page != 0) {
        suspicion.score += too_long;
        suspicion.why += (suspicion.why.empty() ? "" : "; ") + say("page {} is longer than the others", page);
    }
    return suspicion;
}

}  // namespace arc
