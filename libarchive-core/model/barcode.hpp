#pragma once

#include "base/result.hpp"
#include "model/raster.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// Spelled in records, profiles and manuals exactly as to_text writes them (design.md section 6.1).
enum class BarcodeFormat {
    Code39,
    Code93,
    Code128,
    Codabar,
    ITF,
    EAN8,
    EAN13,
    UPCA,
    UPCE,
    DataBar,
    QRCode,
    MicroQRCode,
    DataMatrix,
    Aztec,
    PDF417,
    MaxiCode,
    Patch1,
    Patch2,
    Patch3,
    Patch4,
    Patch6,
    PatchT,
};

std::string_view to_text(BarcodeFormat format);
// Case does not matter; the error suggests the nearest spelling.
Result<BarcodeFormat> parse_barcode_format(std::string_view text);
std::span<const BarcodeFormat> all_barcode_formats();
bool is_patch(BarcodeFormat format);

// A code read from a page, kept as evidence whether or not it means anything to us.
struct Barcode {
    BarcodeFormat format = BarcodeFormat::Code128;
    std::string text;              // UTF-8; for a patch code its name, e.g. "PatchT"
    std::array<Point, 4> corners;  // top left, top right, bottom right, bottom left, of the upright page
    std::string attempt;  // the rung of the ladder that read it: patch, region, half, global, turned, double, page …
    bool operator==(const Barcode&) const = default;
};

}  // namespace arc
