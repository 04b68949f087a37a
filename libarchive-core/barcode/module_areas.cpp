#include "barcode/bits.hpp"
#include "barcode/clusters.hpp"
#include "barcode/code_texture.hpp"
#include "barcode/finder_patterns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iterator>
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
constexpr std::size_t most_finders = 150;  // a page of stickers; more are a picture, and triangles grow with the cube

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

// Whether `corner` is the right angle between two arms of one length: the finders of a QR code, leaning by a few
// degrees.
bool is_right_angle(const Finder& corner, const Finder& one, const Finder& other) {
    const double x1 = one.middle.x - corner.middle.x;
    const double y1 = one.middle.y - corner.middle.y;
    const double x2 = other.middle.x - corner.middle.x;
    const double y2 = other.middle.y - corner.middle.y;
    const double length = std::hypot(x1, y1);
    const double other_length = std::hypot(x2, y2);
    return std::abs(length - other_length) * 8 <= length && std::abs(x1 * x2 + y1 * y2) * 8 <= length * other_length;
}

Rect around(Point a, Point b) {
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x) + 1, std::abs(a.y - b.y) + 1};
}

// QR codes whose three finders were all seen: what they span and a little more. The smallest triangles come first, as
// neighbouring codes make larger ones; `finders` loses those that are used.
std::vector<Rect> whole_codes(std::vector<Finder>& finders) {
    struct Triangle {
        double size = 0;
        std::array<std::size_t, 3> corners{};
    };
    std::vector<Triangle> triangles;
    for (std::size_t i = 0; i < finders.size(); ++i) {
        for (std::size_t j = 0; j < finders.size(); ++j) {
            for (std::size_t k = j + 1; k < finders.size(); ++k) {
                if (i != j && i != k && belong_together(finders[i], finders[j]) &&
                    belong_together(finders[i], finders[k]) && is_right_angle(finders[i], finders[j], finders[k])) {
                    triangles.push_back({std::hypot(finders[i].middle.x - finders[j].middle.x,
                                                    finders[i].middle.y - finders[j].middle.y),
                                         {i, j, k}});
                }
            }
        }
    }
    std::ranges::sort(triangles, {}, &Triangle::size);
    std::vector<bool> used(finders.size());
    std::vector<Rect> areas;
    for (const Triangle& triangle : triangles) {
        if (std::ranges::any_of(triangle.corners, [&](std::size_t at) { return used[at]; })) {
            continue;
        }
        const auto [i, j, k] = triangle.corners;
        const Point corner = finders[i].middle;
        const Point one = finders[j].middle;
        const Point other = finders[k].middle;
        const Point opposite{one.x + other.x - corner.x, one.y + other.y - corner.y};
        constexpr int outside = 5;  // modules: a finder's middle is 3.5 inside, 5 on the diagonal
        areas.push_back(widened(joined(around(corner, opposite), around(one, other)), outside * finders[i].module));
        used[i] = used[j] = used[k] = true;
    }
    std::size_t at = 0;
    std::erase_if(finders, [&](const Finder&) { return used[at++]; });
    return areas;
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
    std::vector<Finder> finders = find_finders(page);
    const std::vector<Finder> all = finders;
    if (finders.size() <= most_finders) {
        std::ranges::copy(whole_codes(finders), std::back_inserter(areas));
    }
    // A code of 21 modules has its finders at the corners: one may have been overlooked.
    for (const Finder& finder : finders) {
        if (is_of_code(finder, all)) {
            areas.push_back(widened({finder.middle.x, finder.middle.y, 1, 1}, 22 * finder.module));
        }
    }
    return areas;
}

}  // namespace arc
