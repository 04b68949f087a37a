#pragma once

#include "model/raster.hpp"

#include <vector>

namespace arc {

// How far an image must be turned (degrees, clockwise, −90 to 90) so that bars in it stand upright: the directions in
// which many places agree, the strongest first, at most three. Empty where nothing has a direction.
std::vector<double> turns_to_upright(const GrayImage& image);

}  // namespace arc
