#pragma once

#include "model/raster.hpp"

#include <vector>

namespace arc {

// The middle of a pattern that a 2-D code is found by.
struct Finder {
    enum class Kind {
        corner,  // the squares of a QR code: black and white 1:1:3:1:1
        eye,     // the bull's eye of an Aztec code: nine times 1
    };
    Kind kind = Kind::corner;
    Point middle;
    int module = 0;  // pixels
    bool operator==(const Finder&) const = default;
};

// Those of a page, in any direction, each once.
std::vector<Finder> find_finders(const BitImage& page);

// Whether the ink inside `box` is bordered like a Data Matrix: its four outer edges form a parallelogram, two adjacent
// ones solid, the other two dotted. `box` must hold the whole symbol and nothing else.
bool has_data_matrix_border(const BitImage& page, Rect box);

}  // namespace arc
