#pragma once

#include "image/image_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// A coloured picture, upright: red, green and blue bytes a pixel, rows without padding.
struct ColourImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
};

// Both sides divided by `reduce` (1, 2, 4 or 8). Errors: those of ImageFile::read_colours; limit (it does not fit into
// memory).
Result<ColourImage> read_upright_colours(ImageFile& image, int frame, int reduce = 1);

// The same, both sides divided by `by`, each pixel the mean of those it stands for.
ColourImage reduced(const ColourImage& image, int by);

}  // namespace arc
