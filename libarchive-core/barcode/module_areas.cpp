#include "barcode/bits.hpp"
#include "barcode/clusters.hpp"
#include "barcode/code_texture.hpp"
#include "barcode/finder_patterns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <span>
#include <utility>

namespace arc {
namespace {

// A window of cells, and how many edges modules make in it: in hundredths for each row and cell.
struct Window {
    int size = 0;
    int least_edges = 0;
};

// Modules up to 5, 9 and 20 pixels (of cells of 8).
constexpr std::array windows{Window{5, 70}, Window{8, 42}, Window{16, 18}};
constexpr int most_edges = 260;

bool shows_modules(const CellGrid& grid, int column, int row, Window window) {
    const Texture all = grid.of(column, row, window.size, window.size);
    const int lines = window.size * window.size * CellGrid::rows_counted;
    if (!between(all.ink, lines * grid.side(), 30, 70) ||
        !between(std::min(all.beside, all.below), lines, window.least_edges, most_edges) ||
        !between(all.beside, all.below, 55, 180)) {
        return false;
    }
    const int half = window.size / 2;
    const int far = window.size - half;
    for (const auto& [x, y] : {std::pair(0, 0), std::pair(far, 0), std::pair(0, far), std::pair(far, far)}) {
        const Texture corner = grid.of(column + x, row + y, half, half);
        if (!between(corner.ink, half * half * CellGrid::rows_counted * grid.side(), 15, 85)) {
            return false;
        }
    }
    return true;
}

void mark_modules(const CellGrid& grid, Window window, Mask& mask) {
    const int step = std::max(2, window.size / 4);
    for (int row = 0; row + window.size <= grid.rows(); row += step) {
        for (int column = 0; column + window.size <= grid.columns(); column += step) {
            if (shows_modules(grid, column, row, window)) {
                for (int y = row; y < row + window.size; ++y) {
                    std::fill_n(&mask.at(column, y), window.size, std::uint8_t{1});
                }
            }
        }
    }
}

// Nearly no ink: specks are forgiven; beyond the page there is paper.
bool is_paper(const BitImage& page, Rect area) {
    const int left = std::max(0, area.x);
    const int right = std::min(page.width, area.x + area.width);
    const int most = area.width * area.height / 50;
    int ink = 0;
    for (int y = std::max(0, area.y); y < std::min(page.height, area.y + area.height) && left < right; ++y) {
        ink += count_black(page, y, left, right);
        if (ink > most) {
            return false;
        }
    }
    return true;
}

// Of a size and blackness that a Data Matrix may have; one that lies on its corner fills half of its box.
bool may_be_symbol(const BitImage& page, Rect box) {
    const auto [shorter, longer] = std::minmax({box.width, box.height});
    if (shorter < 32 || longer > 5 * shorter) {
        return false;
    }
    int ink = 0;
    for (int y = box.y; y < box.y + box.height; ++y) {
        ink += count_black(page, y, box.x, box.x + box.width);
    }
    return between(ink, box.width * box.height, 22, 75);
}

// The area grown until there is paper on all sides; nothing when it has none within its own size.
std::optional<Rect> grown_to_paper(const BitImage& page, Rect area, int limit) {
    constexpr int step = 2;
    Rect box = area;
    for (bool grew = true; grew;) {
        grew = false;
        if (!is_paper(page, {box.x - step, box.y, step, box.height})) {
            box = {box.x - step, box.y, box.width + step, box.height};
            grew = true;
        }
        if (!is_paper(page, {box.x + box.width, box.y, step, box.height})) {
            box.width += step;
            grew = true;
        }
        if (!is_paper(page, {box.x, box.y - step, box.width, step})) {
            box = {box.x, box.y - step, box.width, box.height + step};
            grew = true;
        }
        if (!is_paper(page, {box.x, box.y + box.height, box.width, step})) {
            box.height += step;
            grew = true;
        }
        if (box.width > area.width + 2 * limit || box.height > area.height + 2 * limit) {
            return {};
        }
    }
    const int left = std::max(0, box.x);
    const int top = std::max(0, box.y);
    return Rect{left, top, std::min(page.width, box.x + box.width) - left,
                std::min(page.height, box.y + box.height) - top};
}

Rect widened(Rect box, int margin) {
    return {box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin};
}

// A corner of the same code: as large, at the distance of 14 to 170 modules, or 1.4 times that across the code.
bool belong_together(const Finder& a, const Finder& b) {
    const double distance = std::hypot(a.middle.x - b.middle.x, a.middle.y - b.middle.y);
    const int module = std::max(a.module, b.module);
    return std::abs(a.module - b.module) * 3 <= module && distance >= 10 * module && distance <= 250 * module;
}

// Letters imitate a corner now and then, but not two.
bool is_of_code(const Finder& finder, std::span<const Finder> all) {
    return finder.kind == Finder::Kind::eye ||
           std::ranges::any_of(all, [&finder](const Finder& other) { return belong_together(finder, other); });
}

}  // namespace

std::vector<Rect> module_areas(const CellGrid& grid, const BitImage& page) {
    Mask mask(grid.columns(), grid.rows());
    for (const Window& window : windows) {
        mark_modules(grid, window, mask);
    }
    std::vector<Rect> areas;
    for (const Cluster& cluster : take_clusters(mask, 0)) {
        const Rect seed = in_pixels(cluster.box, grid.side());
        const auto box = grown_to_paper(page, seed, 4 * grid.side());
        if (box && may_be_symbol(page, *box) && has_data_matrix_border(page, *box)) {
            areas.push_back(*box);
        }
    }
    // A code of 21 modules has its finders at the corners: one may have been overlooked.
    const std::vector<Finder> finders = find_finders(page);
    for (const Finder& finder : finders) {
        if (is_of_code(finder, finders)) {
            areas.push_back(widened({finder.middle.x, finder.middle.y, 1, 1}, 22 * finder.module));
        }
    }
    return areas;
}

}  // namespace arc
