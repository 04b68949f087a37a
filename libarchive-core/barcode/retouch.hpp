#pragma once

#include "model/raster.hpp"

namespace arc {

// Pure functions that make a hard image easier to decode. All take and give images of any size, also without pixels.

GrayImage inverted(const GrayImage& image);
// The part of the image inside `area`, cut at the edges.
GrayImage cropped(const GrayImage& image, Rect area);
// Enlarged by a whole factor: bicubic, so that edges between pixels keep their place.
GrayImage enlarged(const GrayImage& image, int factor);
// Reduced by a whole factor: the mean of factor × factor pixels; what is left over at the edges is dropped.
GrayImage reduced(const GrayImage& image, int factor);
// The mean of (2 × radius + 1)² pixels.
GrayImage blurred(const GrayImage& image, int radius);
// Unsharp masking: image + amount × (image − blurred).
GrayImage sharpened(const GrayImage& image, int radius, double amount);
// Turned clockwise about its centre, on as much canvas as that takes, white where nothing was; bilinear.
GrayImage turned(const GrayImage& image, double degrees);
// Rows and columns exchanged.
GrayImage transposed(const GrayImage& image);

}  // namespace arc
