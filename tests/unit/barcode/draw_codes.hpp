#pragma once

#include "model/barcode.hpp"
#include "model/raster.hpp"

#include <cstdint>
#include <string>

namespace arc::test {

// Numbers that are the same in every run (xorshift64*).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed * 2654435761U + 88172645463325252U) {}
    // 0 … below-1
    int roll(int below);
    // Normal, mean 0, deviation 1, near enough.
    double normal();

private:
    std::uint64_t next();

    std::uint64_t state_;
};

// A code as ZXing's writer draws it, black on white, without quiet zone: `module` pixels for a module; 1-D codes are
// `height` pixels high.
GrayImage drawn_code(BarcodeFormat format, const std::string& text, int module, int height);
// A patch code with bars that lie across, `length` pixels long.
GrayImage drawn_patch_code(BarcodeFormat format, double dpi, int length);

// Puts `image` on the page with its upper left at (x, y); the darker pixel wins; what is outside is lost.
void paste(GrayImage& page, const GrayImage& image, int x, int y);
// Lines of letters, `line` pixels from line to line, all over `area` (inside the page).
void write_text(GrayImage& page, Rect area, int line, Dice& dice);
// Grey noise of this deviation, and `specks` of a thousand pixels turned black or white.
void add_noise(GrayImage& page, double deviation, int specks, Dice& dice);
// As a scanner in black and white mode gives it.
BitImage scanned(const GrayImage& page);

}  // namespace arc::test
