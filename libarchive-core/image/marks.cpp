#include "image/marks.hpp"

#include "image/lept_image.hpp"

#include <allheaders.h>

#include <algorithm>
#include <bit>
#include <cstdint>

namespace arc {
namespace {

// Millimetres, found on blank and nearly blank scans of A4.
constexpr double tile_side = 5;        // of the first, coarse look
constexpr int plenty_of_tiles = 60;    // with marks in so many tiles (1,500 mm²) nobody calls a page blank
constexpr double speck = 1.2;          // dust is smaller, and most of what shines through
constexpr double sure = 2.5;           // the height of a printed digit: marks as large are no specks that touch
constexpr int specks_to_a_crumb = 10;  // so many specks for each mark of a size between: those are specks that touch
constexpr double most_specks = 0.01;  // share of the page; more of them is fine print, or a resolution that is not true
constexpr double edge = 3.0;          // shadows and torn edges begin this near to the edge of the page
constexpr double streak_width = 1.0;  // dirt on a feeder's glass, folds, rules
constexpr double streak_length = 50;
constexpr double hole_least = 4.0;  // punch holes are 5 to 6 mm wide, 12 mm from the edge (ISO 838)
constexpr double hole_most = 9.0;
constexpr double hole_reach = 25;

// Tiles that hold marks, neither almost nothing nor solid black.
int tiles_with_marks(const BitImage& image, double dots_per_mm) {
    const int bytes = std::max(1, static_cast<int>(tile_side * dots_per_mm / 8 + 0.5));
    const int side = bytes * 8;
    const int least = side * side / 16;
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
        const double size = std::max(mark.width, mark.height);
        if (size < speck) {
            ++specks_;
            speck_ink_ += mark.ink;
        } else if (size < sure) {
            ++crumbs_;
            crumb_ink_ += mark.ink;
        } else {
            writing_ += mark.ink;
        }
    }
    double writing() const { return writing_ + (specks_ < specks_to_a_crumb * crumbs_ ? crumb_ink_ : 0); }

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
    int specks_ = 0;
    double speck_ink_ = 0;
    int crumbs_ = 0;
    double crumb_ink_ = 0;
    double writing_ = 0;
};

struct DestroyPixa {
    void operator()(PIXA* pixa) const { pixaDestroy(&pixa); }
};

}  // namespace

double writing_on(const BitImage& reduced, double dots_per_mm) {
    const int tiles = tiles_with_marks(reduced, dots_per_mm);
    if (tiles >= plenty_of_tiles) {
        return tiles * tile_side * tile_side / 16;
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
