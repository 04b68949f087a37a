#pragma once

#include "image/colour_image.hpp"
#include "model/raster.hpp"

#include <string>

namespace arc {

// Pictures for browsers, which know no TIFF: PNG of one bit or eight a pixel, losslessly compressed.
std::string png_of(const BitImage& image);
std::string png_of(const GrayImage& image);
std::string png_of(const ColourImage& image);

}  // namespace arc
