#pragma once

#include "model/raster.hpp"

#include <cstdint>
#include <vector>

namespace arc {

// What a square of pixels looks like, counted on eight of its rows (side × 8 pixels).
struct Cell {
    std::uint16_t ink = 0;     // black pixels
    std::uint16_t beside = 0;  // pixels that differ from their right neighbour: standing edges
    std::uint16_t below = 0;   // pixels that differ from the one below: lying edges
};

// A page as a grid of such squares: all that looking for codes needs, at the price of one pass over its words.
// Pixels beyond the last whole square of a row or column are left out.
struct CellGrid {
    static constexpr int rows_counted = 8;

    int side = 16;  // pixels: a multiple of 16
    int columns = 0;
    int rows = 0;
    std::vector<Cell> cells;
    std::vector<std::uint8_t> dark;  // quarters of cells (side / 2), 2 × columns by 2 × rows: 1 where most is black

    const Cell& at(int column, int row) const {
        return cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                     static_cast<std::size_t>(column)];
    }
    bool dark_at(int column, int row) const {
        return dark[static_cast<std::size_t>(row) * 2 * static_cast<std::size_t>(columns) +
                    static_cast<std::size_t>(column)] != 0;
    }
};

// `side` 16 or 32.
CellGrid cell_grid(const BitImage& page, int side);

}  // namespace arc
