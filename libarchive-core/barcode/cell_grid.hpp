#pragma once

#include "model/raster.hpp"

#include <cstdint>
#include <vector>

namespace arc {

// What an area looks like, counted on every second row (of a grid of large cells: every fourth). Edges of both
// directions are counted alike: in a pattern without a direction there are as many of one as of the other.
struct Texture {
    int ink = 0;     // black pixels
    int beside = 0;  // standing edges: pixels that differ from their right neighbour, times the distance of the rows
    int below = 0;   // lying edges: pixels that differ from the one in the next row counted
};

// A page as a grid of squares: all that looking for codes needs, at the price of one pass over its words.
// Pixels beyond the last whole square of a row or column are left out.
class CellGrid {
public:
    static constexpr int rows_counted = 4;  // in each cell

    // `side` of a cell in pixels: 8 or 16.
    CellGrid(const BitImage& page, int side);

    int side() const { return side_; }
    int columns() const { return columns_; }
    int rows() const { return rows_; }
    // An area in cells; it must lie inside.
    Texture of(int column, int row, int width, int height) const {
        const Texture& a = corners_[index(column, row)];
        const Texture& b = corners_[index(column + width, row)];
        const Texture& c = corners_[index(column, row + height)];
        const Texture& d = corners_[index(column + width, row + height)];
        return {d.ink - b.ink - c.ink + a.ink, d.beside - b.beside - c.beside + a.beside,
                d.below - b.below - c.below + a.below};
    }
    // More than half of the cell is ink.
    bool dark(int column, int row) const {
        return dark_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                     static_cast<std::size_t>(column)] != 0;
    }

private:
    void add_row(int row, const std::vector<Texture>& cells);
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * (static_cast<std::size_t>(columns_) + 1) +
               static_cast<std::size_t>(column);
    }

    int side_ = 8;
    int columns_ = 0;
    int rows_ = 0;
    // Sums over all cells left of and above each corner: those of any rectangle are four look-ups away.
    std::vector<Texture> corners_;
    std::vector<std::uint8_t> dark_;
};

}  // namespace arc
