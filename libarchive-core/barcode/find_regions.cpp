#include "barcode/find_regions.hpp"

#include "barcode/clusters.hpp"
#include "barcode/code_texture.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace arc {
namespace {

// A page with more pieces is a picture or a hostile file: it is one region.
constexpr std::size_t most_pieces = 200;
constexpr double fine_resolution = 450;  // dpi: beyond it cells of 16 pixels show as much as those of 8 at 300

bool touch(Rect a, Rect b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

// How near pieces of one code may lie apart. Codes side by side keep more distance, and are read faster one by one.
Rect with_reach(Rect piece) {
    constexpr int reach = 12;  // pixels: 2 mm between two pieces at 300 dpi
    return {piece.x - reach, piece.y - reach, piece.width + 2 * reach, piece.height + 2 * reach};
}

// One code may show as several pieces, and a piece as bars and modules: what touches is one region.
std::vector<Rect> merged(const std::vector<Rect>& pieces) {
    std::vector<Rect> regions;
    for (Rect piece : pieces) {
        for (auto other = regions.begin(); other != regions.end();) {
            if (touch(with_reach(piece), with_reach(*other))) {
                piece = joined(piece, *other);
                regions.erase(other);
                other = regions.begin();
            } else {
                ++other;
            }
        }
        regions.push_back(piece);
    }
    return regions;
}

Rect with_quiet_zone(Rect code, const BitImage& page, int least) {
    const int margin = least + std::max(code.width, code.height) / 10;
    const int left = std::max(0, code.x - margin);
    const int top = std::max(0, code.y - margin);
    return {left, top, std::min(page.width, code.x + code.width + margin) - left,
            std::min(page.height, code.y + code.height + margin) - top};
}

}  // namespace

std::vector<Rect> find_code_regions(const BitImage& page, double dpi) {
    const CellGrid grid(page, dpi > fine_resolution ? 16 : 8);
    std::vector<Rect> pieces = bar_areas(grid);
    std::ranges::copy(module_areas(grid, page), std::back_inserter(pieces));
    std::ranges::copy(patch_areas(grid, dpi), std::back_inserter(pieces));
    if (pieces.size() > most_pieces) {
        return {Rect{0, 0, page.width, page.height}};
    }
    std::vector<Rect> regions = merged(pieces);
    for (Rect& region : regions) {
        region = with_quiet_zone(region, page, 4 * grid.side());
    }
    std::ranges::sort(regions, [](const Rect& a, const Rect& b) { return std::pair(a.y, a.x) < std::pair(b.y, b.x); });
    return regions;
}

}  // namespace arc
