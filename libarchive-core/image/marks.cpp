#include "image/marks.hpp"

#include "image/lept_image.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace arc {
namespace {

// Millimetres, found on blank and nearly blank scans of A4.
constexpr double tile_side = 5;       // of the first, coarse look
constexpr int plenty_of_tiles = 60;   // with marks in so many tiles (1,500 mm²) nobody calls a page blank
constexpr double speck = 1.0;         // dust, and most of what shines through, is smaller
constexpr double edge = 3.0;          // shadows and torn edges begin this near to the edge of the page
constexpr double streak_width = 1.0;  // dirt on a feeder's glass, folds, rules
constexpr double streak_length = 50;
constexpr double hole_least = 4.0;  // punch holes are 5 to 6 mm wide, 12 mm from the edge (ISO 838)
constexpr double hole_most = 9.0;
constexpr double hole_reach = 25;
constexpr double crumbs_at_most = 20;  // mm²; beyond that marks are never taken for crumbs

// Tiles that hold marks, neither almost nothing nor solid black.
int tiles_with_marks(const BitImage& image, double dots_per_mm) {
    const int bytes = std::max(1, static_cast<int>(tile_side * dots_per_mm / 8 + 0.5));
    const int side = bytes * 8;
    const int least = side * side / 50;
    int tiles = 0;
    // Not in the outermost tiles, where shadows are.
    for (int y = side; y + 2 * side <= image.height; y += side) {
        for (int x = side; x + 2 * side <= image.width; x += side) {
            int black = 0;
            for (int row = y; row < y + side; ++row) {
                for (int i = 0; i < bytes; ++i) {
                    black += std::popcount(image.row(row)[x / 8 + i]);
                }
            }
            tiles += black >= least && black < side * side * 3 / 5 ? 1 : 0;
        }
    }
    return tiles;
}

struct Mark {
    double left, top, width, height, ink;  // millimetres, square millimetres
};

class PageMarks {
public:
    PageMarks(double width, double height) : width_(width), height_(height) {}

    void add(const Mark& mark) {
        if (touches_edge(mark) || is_hole(mark) || is_streak(mark)) {
            return;
        }
        (std::max(mark.width, mark.height) < speck ? crumbs_ : writing_) += mark.ink;
    }
    // Where most of the ink is in specks, the few larger marks are specks that touch.
    double writing() const { return writing_ < crumbs_at_most && writing_ < crumbs_ ? 0 : writing_; }

private:
    bool touches_edge(const Mark& mark) const {
        return mark.left < edge || mark.top < edge || mark.left + mark.width > width_ - edge ||
               mark.top + mark.height > height_ - edge;
    }
    bool is_hole(const Mark& mark) const {
        const double smaller = std::min(mark.width, mark.height);
        const double larger = std::max(mark.width, mark.height);
        const double x = mark.left + mark.width / 2;
        const double y = mark.top + mark.height / 2;
        const bool near = std::min({x, y, width_ - x, height_ - y}) < hole_reach;
        return near && smaller >= hole_least && larger <= hole_most && smaller * 1.3 >= larger &&
               mark.ink > 0.65 * mark.width * mark.height;
    }
    static bool is_streak(const Mark& mark) {
        return std::min(mark.width, mark.height) < streak_width && std::max(mark.width, mark.height) > streak_length;
    }

    double width_;
    double height_;
    double writing_ = 0;
    double crumbs_ = 0;
};

struct DestroyPixa {
    void operator()(PIXA* pixa) const { pixaDestroy(&pixa); }
};

}  // namespace

double writing_on(const BitImage& reduced, double dots_per_mm) {
    const int tiles = tiles_with_marks(reduced, dots_per_mm);
    if (tiles >= plenty_of_tiles) {
        return tiles * tile_side * tile_side / 50;
    }
    const LeptImage image = to_lept(reduced);
    PIXA* found = nullptr;
    BOXA* boxes = image ? pixConnComp(image.get(), &found, 8) : nullptr;
    const std::unique_ptr<PIXA, DestroyPixa> components(found);
    boxaDestroy(&boxes);
    PageMarks marks(reduced.width / dots_per_mm, reduced.height / dots_per_mm);
    const l_int32 count = components ? pixaGetCount(components.get()) : 0;
    for (l_int32 i = 0; i < count; ++i) {
        l_int32 x = 0;
        l_int32 y = 0;
        l_int32 w = 0;
        l_int32 h = 0;
        l_int32 black = 0;
        pixaGetBoxGeometry(components.get(), i, &x, &y, &w, &h);
        pixCountPixels(components->pix[i], &black, nullptr);
        marks.add(
            {x / dots_per_mm, y / dots_per_mm, w / dots_per_mm, h / dots_per_mm, black / (dots_per_mm * dots_per_mm)});
    }
    return marks.writing();
}

}  // namespace arc
