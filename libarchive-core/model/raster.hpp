#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace arc {

struct Point {
    int x = 0;
    int y = 0;
    bool operator==(const Point&) const = default;
};

// Pixels, origin at the upper left of the upright page; right and bottom edges are x+width, y+height, exclusive.
struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Rect&) const = default;
};

// A bilevel image, packed: bit 7 of a row's first byte is its leftmost pixel, 1 is black (ink).
// Rows are `stride` bytes apart; bits right of `width` are 0.
struct BitImage {
    int width = 0;
    int height = 0;
    std::size_t stride = 0;  // a multiple of 8, so that rows can be read as 64-bit words
    std::vector<std::uint8_t> bytes;

    BitImage() = default;
    BitImage(int w, int h)
        : width(w),
          height(h),
          stride((static_cast<std::size_t>(w) + 63) / 64 * 8),
          bytes(stride * static_cast<std::size_t>(h)) {}
    const std::uint8_t* row(int y) const { return bytes.data() + stride * static_cast<std::size_t>(y); }
    std::uint8_t* row(int y) { return bytes.data() + stride * static_cast<std::size_t>(y); }
    bool black(int x, int y) const { return (row(y)[x >> 3] >> (7 - (x & 7)) & 1) != 0; }
};

// An 8-bit image, 0 is black, rows without padding.
struct GrayImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;

    GrayImage() = default;
    GrayImage(int w, int h, std::uint8_t fill = 255)
        : width(w), height(h), pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), fill) {}
    const std::uint8_t* row(int y) const {
        return pixels.data() + static_cast<std::size_t>(width) * static_cast<std::size_t>(y);
    }
    std::uint8_t* row(int y) { return pixels.data() + static_cast<std::size_t>(width) * static_cast<std::size_t>(y); }
};

}  // namespace arc
