#pragma once

#include "model/raster.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace arc {

// 64 pixels of a row, the leftmost in the highest bit.
inline std::uint64_t word(const std::uint8_t* row, std::size_t index) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, row + index * sizeof bits, sizeof bits);
    return std::endian::native == std::endian::little ? __builtin_bswap64(bits) : bits;
}

// 32 pixels of row y, beginning at pixel 32 × index, the leftmost in the highest bit.
inline std::uint32_t half_word(const BitImage& image, int index, int y) {
    const std::uint64_t both = word(image.row(y), static_cast<std::size_t>(index) / 2);
    return static_cast<std::uint32_t>(index % 2 == 0 ? both >> 32 : both);
}

// Black pixels of row y from `left` up to, not including, `right`; both inside the image.
int count_black(const BitImage& image, int y, int left, int right);

// Rows and columns exchanged.
BitImage transposed(const BitImage& image);

// The pixels darker than `threshold` as black.
BitImage darker_than(const GrayImage& image, int threshold);
// The threshold between ink and paper that separates the grey levels of an image best (Otsu).
int threshold_between(const GrayImage& image);

}  // namespace arc
