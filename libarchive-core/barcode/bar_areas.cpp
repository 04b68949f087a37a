#include "barcode/clusters.hpp"
#include "barcode/code_texture.hpp"

#include <array>

namespace arc {
namespace {

// Bars are looked for in squares of two cells, 16 pixels, and of six: of codes printed large, as on separator sheets
// with modules of ten pixels, small squares see a single bar.
constexpr std::array squares_in_cells{2, 6};
constexpr int across_squares = 6;  // a code of 96 pixels: 48 modules of two pixels
constexpr int along_squares = 3;   // 4 mm at 300 dpi: words in large letters are shorter
constexpr int fewest_edges = 18;   // across: the shortest codes have ten bars, noise and stamps may swallow one

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
bool shows_bars(int square, int own, int other) {
    return own >= 2 * square * CellGrid::rows_counted && other * 100 <= own * 38;
}

enum class Bars { standing, lying };

// Edges that a line across the area meets.
int edges_across(const CellGrid& grid, int square, Rect squares, Bars bars) {
    const Texture all =
        grid.of(squares.x * square, squares.y * square, squares.width * square, squares.height * square);
    const int pitch = grid.side() / CellGrid::rows_counted;
    if (bars == Bars::standing) {
        return all.beside / (pitch * CellGrid::rows_counted * squares.height * square);
    }
    return all.below / (squares.width * square * grid.side());
}

void add_clusters(const CellGrid& grid, int square, Mask& mask, Bars bars, std::vector<Rect>& areas) {
    for (const Cluster& cluster : take_clusters(mask, 1)) {
        const int along = bars == Bars::standing ? cluster.box.height : cluster.box.width;
        if (along >= along_squares && cluster.squares >= across_squares * along_squares &&
            edges_across(grid, square, cluster.box, bars) >= fewest_edges) {
            areas.push_back(in_pixels(cluster.box, grid.side() * square));
        }
    }
}

void add_bar_areas(const CellGrid& grid, int square, std::vector<Rect>& areas) {
    const int columns = grid.columns() / square;
    const int rows = grid.rows() / square;
    Mask leaning(columns, rows);  // 1: edges that stand, 2: edges that lie
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const Texture all = grid.of(x * square, y * square, square, square);
            leaning.at(x, y) = shows_bars(square, all.beside, all.below)   ? 1
                               : shows_bars(square, all.below, all.beside) ? 2
                                                                           : 0;
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
    add_clusters(grid, square, standing, Bars::standing, areas);
    add_clusters(grid, square, lying, Bars::lying, areas);
}

}  // namespace

std::vector<Rect> bar_areas(const CellGrid& grid) {
    std::vector<Rect> areas;
    for (const int square : squares_in_cells) {
        add_bar_areas(grid, square, areas);
    }
    return areas;
}

}  // namespace arc
