#include "barcode/code_texture.hpp"

#include "barcode/bits.hpp"
#include "barcode/finder_patterns.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <span>
#include <utility>

namespace arc {
namespace {

// Squares of a page that are marked or not.
struct Mask {
    Mask(int wide, int high)
        : columns(wide), rows(high), marks(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high)) {}

    std::uint8_t& at(int column, int row) {
        return marks[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                     static_cast<std::size_t>(column)];
    }

    int columns;
    int rows;
    std::vector<std::uint8_t> marks;
};

// Marked squares that hang together, over gaps of `gap` squares.
struct Cluster {
    Rect box;
    int squares = 0;
};

Cluster take_cluster(Mask& mask, Point start, int gap) {
    Cluster cluster{{start.x, start.y, 1, 1}, 0};
    std::vector<Point> todo{start};
    mask.at(start.x, start.y) = 0;
    while (!todo.empty()) {
        const Point here = todo.back();
        todo.pop_back();
        ++cluster.squares;
        Rect& box = cluster.box;
        const int right = std::max(box.x + box.width, here.x + 1);
        const int bottom = std::max(box.y + box.height, here.y + 1);
        box = {std::min(box.x, here.x), std::min(box.y, here.y), 0, 0};
        box.width = right - box.x;
        box.height = bottom - box.y;
        for (int y = std::max(0, here.y - gap - 1); y <= std::min(mask.rows - 1, here.y + gap + 1); ++y) {
            for (int x = std::max(0, here.x - gap - 1); x <= std::min(mask.columns - 1, here.x + gap + 1); ++x) {
                if (mask.at(x, y) != 0) {
                    mask.at(x, y) = 0;
                    todo.push_back({x, y});
                }
            }
        }
    }
    return cluster;
}

std::vector<Cluster> clusters_of(Mask& mask, int gap) {
    std::vector<Cluster> clusters;
    auto marked = mask.marks.begin();
    while ((marked = std::find(marked, mask.marks.end(), std::uint8_t{1})) != mask.marks.end()) {
        const int index = static_cast<int>(marked - mask.marks.begin());
        clusters.push_back(take_cluster(mask, {index % mask.columns, index / mask.columns}, gap));
    }
    return clusters;
}

Rect in_pixels(Rect squares, int side) {
    return {squares.x * side, squares.y * side, squares.width * side, squares.height * side};
}

bool between(int part, int whole, int low_percent, int high_percent) {
    return part * 100 >= whole * low_percent && part * 100 <= whole * high_percent;
}

// Bars ------------------------------------------------------------------------------------------------------------

constexpr int square = 2;          // cells: bars are looked for in squares of 16 pixels
constexpr int across_squares = 6;  // a code of 96 pixels: 48 modules of two pixels
constexpr int along_squares = 2;
constexpr int fewest_edges = 18;  // across: the shortest codes have ten bars, noise and stamps may swallow one

// A stretch of squares that show bars; a wide bar or space may fill one of them.
template <class Is, class Put>
void mark_stretches(int length, Is is, Put put) {
    for (int begin = 0; begin < length; ++begin) {
        int end = begin;
        int found = 0;
        while (end < length && (is(end) || (found > 0 && end + 1 < length && is(end + 1)))) {
            found += is(end) ? 1 : 0;
            ++end;
        }
        if (end - begin >= across_squares && found * 10 >= (end - begin) * 7) {
            for (int i = begin; i < end; ++i) {
                put(i);
            }
        }
        begin = end;
    }
}

// Bars that lean by 15 degrees have 0.27 edges of the other direction for each of their own; noise adds to that.
bool shows_bars(int own, int other) {
    return own >= 2 * square * CellGrid::rows_counted && other * 100 <= own * 38;
}

// Edges that a line across the area meets.
int edges_across(const CellGrid& grid, Rect squares, bool standing) {
    const Texture all =
        grid.of(squares.x * square, squares.y * square, squares.width * square, squares.height * square);
    const int pitch = grid.side() / CellGrid::rows_counted;
    if (standing) {
        return all.beside / (pitch * CellGrid::rows_counted * squares.height * square);
    }
    return all.below / (squares.width * square * grid.side());
}

void add_bar_areas(const CellGrid& grid, Mask& mask, bool standing, std::vector<Rect>& areas) {
    for (const Cluster& cluster : clusters_of(mask, 1)) {
        const int along = standing ? cluster.box.height : cluster.box.width;
        if (along >= along_squares && cluster.squares >= across_squares * along_squares &&
            edges_across(grid, cluster.box, standing) >= fewest_edges) {
            areas.push_back(in_pixels(cluster.box, grid.side() * square));
        }
    }
}

}  // namespace

std::vector<Rect> bar_areas(const CellGrid& grid) {
    const int columns = grid.columns() / square;
    const int rows = grid.rows() / square;
    Mask leaning(columns, rows);  // 1: edges that stand, 2: edges that lie
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const Texture all = grid.of(x * square, y * square, square, square);
            leaning.at(x, y) = shows_bars(all.beside, all.below) ? 1 : shows_bars(all.below, all.beside) ? 2 : 0;
        }
    }
    Mask standing(columns, rows);
    Mask lying(columns, rows);
    for (int y = 0; y < rows; ++y) {
        mark_stretches(
            columns, [&](int x) { return leaning.at(x, y) == 1; }, [&](int x) { standing.at(x, y) = 1; });
    }
    for (int x = 0; x < columns; ++x) {
        mark_stretches(
            rows, [&](int y) { return leaning.at(x, y) == 2; }, [&](int y) { lying.at(x, y) = 1; });
    }
    std::vector<Rect> areas;
    add_bar_areas(grid, standing, true, areas);
    add_bar_areas(grid, lying, false, areas);
    return areas;
}

// Modules -----------------------------------------------------------------------------------------------------------

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

Rect joined(Rect a, Rect b) {
    const int left = std::min(a.x, b.x);
    const int top = std::min(a.y, b.y);
    return {left, top, std::max(a.x + a.width, b.x + b.width) - left, std::max(a.y + a.height, b.y + b.height) - top};
}

}  // namespace

std::vector<Rect> module_areas(const CellGrid& grid, const BitImage& page) {
    Mask mask(grid.columns(), grid.rows());
    for (const Window& window : windows) {
        mark_modules(grid, window, mask);
    }
    std::vector<Rect> areas;
    for (const Cluster& cluster : clusters_of(mask, 0)) {
        const Rect seed = in_pixels(cluster.box, grid.side());
        const auto box = grown_to_paper(page, seed, 4 * grid.side());
        if (box && may_be_symbol(page, *box) && has_data_matrix_border(page, *box)) {
            areas.push_back(*box);
        }
    }
    // A code of 21 modules has its finders at the corners: the others may have been overlooked.
    for (const Finder& finder : find_finders(page)) {
        areas.push_back(widened({finder.middle.x, finder.middle.y, 1, 1}, 22 * finder.module));
    }
    return areas;
}

// Patch codes -------------------------------------------------------------------------------------------------------

namespace {

constexpr int columns_apart = 4;  // cells: bars are at least 2.5 in long

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
bool shows_patch(std::span<const Run> seven) {
    const int total = seven[6].end - seven[0].begin;
    if (!seven[0].dark || total < 8 || total > 60) {
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
std::vector<std::pair<int, int>> patches_on_line(int length, Dark dark) {
    const std::vector<Run> runs = runs_of(length, dark);
    std::vector<std::pair<int, int>> found;
    for (std::size_t i = 0; i + 7 <= runs.size(); ++i) {
        const auto seven = std::span(runs).subspan(i, 7);
        if (!shows_patch(seven)) {
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
std::vector<Rect> long_patches(int length, int height, Dark dark) {
    struct Growing {
        Rect box;
        int last = 0;
        std::pair<int, int> ends;
    };
    std::vector<Growing> growing;
    for (int x = 0; x < length; x += columns_apart) {
        for (const auto& [begin, end] : patches_on_line(height, [&](int y) { return dark(x, y); })) {
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

std::vector<Rect> patch_areas(const CellGrid& grid) {
    std::vector<Rect> areas;
    const auto lying = [&grid](int x, int y) { return grid.dark(x, y); };
    for (const Rect& box : long_patches(grid.columns(), grid.rows(), lying)) {
        areas.push_back(in_pixels(box, grid.side()));
    }
    const auto standing = [&grid](int x, int y) { return grid.dark(y, x); };
    for (const Rect& box : long_patches(grid.rows(), grid.columns(), standing)) {
        areas.push_back(in_pixels({box.y, box.x, box.height, box.width}, grid.side()));
    }
    return areas;
}

}  // namespace arc
