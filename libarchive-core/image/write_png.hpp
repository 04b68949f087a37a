#pragma once

#include "model/raster.hpp"

#include <string>

namespace arc {

// Pictures for browsers, which know no TIFF: PNG of one bit or eight a pixel, losslessly compressed.
std::string png_of(const BitImage& image);
std::string png_of(const GrayImage& image);

}  // namespace arc
