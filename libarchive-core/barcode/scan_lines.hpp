#pragma once

#include "model/barcode.hpp"

#include <span>
#include <string>
#include <vector>

namespace arc {

// How a line of grey becomes bars.
enum class LineEdges {
    histogram,     // one threshold for the line: fast, right for clean prints
    interpolated,  // each edge between its own extremes: for blur, shadow and bars of about a pixel
};

struct LineScan {
    std::span<const BarcodeFormat> formats;  // empty: all 1-D codes
    LineEdges edges = LineEdges::histogram;
    int thickness = 1;    // rows averaged into a line; more against noise, fewer where bars lean
    int most_lines = 64;  // spread evenly over the image
};

// A 1-D code found on several lines of an image.
struct LineSighting {
    BarcodeFormat format = BarcodeFormat::Code128;
    std::string text;
    std::array<Point, 4> corners;  // ends of the first and the last line that gave it, clockwise from the upper left
    int lines = 0;                 // how many gave it
};

// The 1-D codes that cross the image from left to right, in either direction, with the evidence for each; also those
// for which one line speaks. The same text at two places is two codes.
// Formats that a part of another code can imitate (EAN-8, UPC-E, ITF, Codabar, Code 39) count only with a quiet zone of
// five modules; the image's edge is quiet.
std::vector<LineSighting> scan_lines(const GrayImage& image, const LineScan& scan);

}  // namespace arc
