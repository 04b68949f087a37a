#pragma once

#include "model/barcode.hpp"

#include <cstdint>
#include <span>
#include <vector>

// The only door to ZXing-cpp 1.4, whose assertions are live: the caller is a process that may die.
// It compares its own results with each other, and aborts when two 1-D codes of one image carry the same text
// (Result.cpp:140). Therefore 1-D codes are never looked for in an image, only in single rows, where each result
// counts one line and the assertion holds.
namespace arc {

// How grey becomes black and white before decoding.
enum class Threshold {
    local,   // from the neighbourhood
    global,  // from the histogram of the image
    middle,  // 127: for images that are black and white already
};

// A 2-D code (also: a stacked DataBar) as found in an image.
struct MatrixSighting {
    BarcodeFormat format = BarcodeFormat::QRCode;
    std::string text;
    std::array<Point, 4> corners;  // in pixels of the image, beginning with the code's own upper left
};

// A 1-D code as found in one row.
struct RowSighting {
    BarcodeFormat format = BarcodeFormat::Code128;
    std::string text;
    std::string add_on;  // the five digits beside an EAN-13 or UPC-A, where there are any
    int left = 0;        // first pixel of the first bar
    int right = 0;       // last pixel of the last bar
    bool operator==(const RowSighting&) const = default;
};

bool is_linear(BarcodeFormat format);

// The 2-D codes and DataBars in an image, in no order; `formats` empty means all. Symbols may lie in any of the four
// directions, mirrored ones are read too; inverted ones are not. Images without pixels and those longer than 65535
// pixels give nothing.
std::vector<MatrixSighting> decode_matrix(const GrayImage& image, std::span<const BarcodeFormat> formats,
                                          Threshold threshold);

// The 1-D codes in one row of grey pixels, in either direction; `formats` empty means all but DataBar.
// Texts: Codabar with its start and stop letters, ITF and Code 39 with their check digits as printed, Code 39 never
// taken as "full ASCII" (which is a matter of agreement: ISO/IEC 16388, annex A), UPC-A as the 13 digits of its GTIN
// (ISO/IEC 15424, ]E0), a GS1 code without its leading FNC1, the others as GS (0x1D).
std::vector<RowSighting> decode_row(std::span<const std::uint8_t> row, std::span<const BarcodeFormat> formats,
                                    Threshold threshold);

}  // namespace arc
