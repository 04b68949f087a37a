#include "barcode/clusters.hpp"
#include "barcode/code_texture.hpp"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <utility>

namespace arc {
namespace {

constexpr int columns_apart = 4;  // cells: bars are at least 2.5 in long

// How many cells high a symbol may be.
struct Totals {
    int least = 10;
    int most = 60;
};

struct Run {
    int begin = 0;
    int end = 0;
    bool dark = false;
    int length() const { return end - begin; }
};

template <class Dark>
std::vector<Run> runs_of(int length, Dark dark) {
    std::vector<Run> runs;
    for (int i = 0; i < length; ++i) {
        const bool is_dark = dark(i);
        if (runs.empty() || runs.back().dark != is_dark) {
            runs.push_back({i, i, is_dark});
        }
        runs.back().end = i + 1;
    }
    return runs;
}

// Four bars and three spaces in the proportions of a patch code, as far as cells can tell.
bool shows_patch(std::span<const Run> seven, Totals totals) {
    const int total = seven[6].end - seven[0].begin;
    if (!seven[0].dark || total < totals.least || total > totals.most) {
        return false;
    }
    for (std::size_t i = 0; i < 7; ++i) {
        const int most = i % 2 == 0 ? total * 33 / 100 + 1 : total * 15 / 100 + 1;
        if (seven[i].length() > most) {
            return false;
        }
    }
    return true;
}

// Places along a line of cells, where patch codes may be: begin and end.
template <class Dark>
std::vector<std::pair<int, int>> patches_on_line(int length, Totals totals, Dark dark) {
    const std::vector<Run> runs = runs_of(length, dark);
    std::vector<std::pair<int, int>> found;
    for (std::size_t i = 0; i + 7 <= runs.size(); ++i) {
        const auto seven = std::span(runs).subspan(i, 7);
        if (!shows_patch(seven, totals)) {
            continue;
        }
        const int quiet = (seven[6].end - seven[0].begin) / 6;
        const bool before = i == 0 || runs[i - 1].length() >= quiet;
        const bool after = i + 7 == runs.size() || runs[i + 7].length() >= quiet;
        if (before && after) {
            found.emplace_back(seven[0].begin, seven[6].end);
        }
    }
    return found;
}

// Areas in cells, `x` along the bars.
template <class Dark>
std::vector<Rect> long_patches(int length, int height, Totals totals, Dark dark) {
    struct Growing {
        Rect box;
        int last = 0;
        std::pair<int, int> ends;
    };
    std::vector<Growing> growing;
    for (int x = 0; x < length; x += columns_apart) {
        for (const auto& [begin, end] : patches_on_line(height, totals, [&](int y) { return dark(x, y); })) {
            const auto found = std::ranges::find_if(growing, [&](const Growing& g) {
                return x - g.last <= 2 * columns_apart && x > g.last && std::abs(g.ends.first - begin) <= 2 &&
                       std::abs(g.ends.second - end) <= 2;
            });
            const Rect here{x, begin, columns_apart, end - begin};
            if (found == growing.end()) {
                growing.push_back({here, x, {begin, end}});
            } else {
                *found = {joined(found->box, here), x, {begin, end}};
            }
        }
    }
    std::vector<Rect> areas;
    for (const Growing& g : growing) {
        if (g.box.width * 2 >= g.box.height * 3) {
            areas.push_back(g.box);
        }
    }
    return areas;
}

}  // namespace

std::vector<Rect> patch_areas(const CellGrid& grid, double dpi) {
    const double wanted = 0.80 * dpi / grid.side();
    const Totals totals =
        dpi > 0 ? Totals{static_cast<int>(wanted * 0.75), static_cast<int>(wanted * 1.25) + 2} : Totals{};
    std::vector<Rect> areas;
    const auto lying = [&grid](int x, int y) { return grid.dark(x, y); };
    for (const Rect& box : long_patches(grid.columns(), grid.rows(), totals, lying)) {
        areas.push_back(in_pixels(box, grid.side()));
    }
    const auto standing = [&grid](int x, int y) { return grid.dark(y, x); };
    for (const Rect& box : long_patches(grid.rows(), grid.columns(), totals, standing)) {
        areas.push_back(in_pixels({box.y, box.x, box.height, box.width}, grid.side()));
    }
    return areas;
}

}  // namespace arc
