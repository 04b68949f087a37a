#pragma once

#include "model/raster.hpp"

#include <cstdint>
#include <vector>

namespace arc {

// Squares of a page that are marked (1) or not (0).
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

// Marked squares that hang together.
struct Cluster {
    Rect box;         // in squares
    int squares = 0;  // marked ones
};

// Takes all marked squares out of the mask; those with at most `gap` squares between them hang together, also at
// corners.
std::vector<Cluster> take_clusters(Mask& mask, int gap);

// A rectangle of squares in pixels.
Rect in_pixels(Rect squares, int side);
// The smallest rectangle around both.
Rect joined(Rect a, Rect b);
// Whether `part` is between two percentages of `whole`.
bool between(int part, int whole, int low_percent, int high_percent);

}  // namespace arc
