#include "image/orient.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace arc {
namespace {

// Every orientation is a transposition (5-8), then mirroring left to right, then top to bottom.
bool mirrors_columns(int orientation) {
    return orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
}
bool mirrors_rows(int orientation) {
    return orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
}

constexpr std::array<std::uint8_t, 256> reversed_bits = [] {
    std::array<std::uint8_t, 256> table{};
    for (unsigned value = 0; value < 256; ++value) {
        unsigned reversed = 0;
        for (unsigned bit = 0; bit < 8; ++bit) {
            reversed |= (value >> bit & 1U) << (7 - bit);
        }
        table[value] = static_cast<std::uint8_t>(reversed);
    }
    return table;
}();

// Mirrors one row of `width` bits that is `stride` bytes long.
void mirror_row(std::uint8_t* row, std::size_t stride, int width) {
    std::reverse(row, row + stride);
    std::transform(row, row + stride, row, [](std::uint8_t byte) { return reversed_bits[byte]; });
    const std::size_t shift = stride * 8 - static_cast<std::size_t>(width);
    const std::size_t bytes = shift / 8;
    const unsigned bits = shift % 8;
    for (std::size_t i = 0; i < stride; ++i) {
        const unsigned high = i + bytes < stride ? row[i + bytes] : 0U;
        const unsigned low = i + bytes + 1 < stride ? row[i + bytes + 1] : 0U;
        row[i] = static_cast<std::uint8_t>((high << bits | low >> (8 - bits)) & 0xffU);
    }
}

template <class Image, class Row>
void swap_rows(Image& image, Row row_bytes) {
    for (int top = 0, bottom = image.height - 1; top < bottom; ++top, --bottom) {
        std::swap_ranges(image.row(top), image.row(top) + row_bytes, image.row(bottom));
    }
}

// 8×8 bits, one row a byte from the highest byte on (Warren, Hacker's Delight, section 7-3).
std::uint64_t transpose_8x8(std::uint64_t x) {
    std::uint64_t t = (x ^ (x >> 7)) & 0x00aa00aa00aa00aaULL;
    x ^= t ^ (t << 7);
    t = (x ^ (x >> 14)) & 0x0000cccc0000ccccULL;
    x ^= t ^ (t << 14);
    t = (x ^ (x >> 28)) & 0x00000000f0f0f0f0ULL;
    return x ^ t ^ (t << 28);
}

BitImage transposed(const BitImage& from) {
    BitImage to(from.height, from.width);
    for (int y = 0; y < from.height; y += 8) {
        const int rows = std::min(8, from.height - y);
        for (int x = 0; x < from.width; x += 8) {
            std::uint64_t block = 0;
            for (int i = 0; i < rows; ++i) {
                block |= static_cast<std::uint64_t>(from.row(y + i)[x / 8]) << (56 - 8 * i);
            }
            if (block == 0) {
                continue;
            }
            block = transpose_8x8(block);
            const int columns = std::min(8, from.width - x);
            for (int i = 0; i < columns; ++i) {
                to.row(x + i)[y / 8] = static_cast<std::uint8_t>(block >> (56 - 8 * i));
            }
        }
    }
    return to;
}

GrayImage transposed(const GrayImage& from) {
    constexpr int block = 32;  // keeps both sides in the first cache
    GrayImage to(from.height, from.width);
    for (int top = 0; top < from.height; top += block) {
        for (int left = 0; left < from.width; left += block) {
            const int bottom = std::min(top + block, from.height);
            const int right = std::min(left + block, from.width);
            for (int y = top; y < bottom; ++y) {
                for (int x = left; x < right; ++x) {
                    to.row(x)[y] = from.row(y)[x];
                }
            }
        }
    }
    return to;
}

}  // namespace

BitImage upright(BitImage stored, int orientation) {
    BitImage image = lies_on_its_side(orientation) ? transposed(stored) : std::move(stored);
    if (mirrors_columns(orientation)) {
        for (int y = 0; y < image.height; ++y) {
            mirror_row(image.row(y), image.stride, image.width);
        }
    }
    if (mirrors_rows(orientation)) {
        swap_rows(image, image.stride);
    }
    return image;
}

GrayImage upright(GrayImage stored, int orientation) {
    GrayImage image = lies_on_its_side(orientation) ? transposed(stored) : std::move(stored);
    if (mirrors_columns(orientation)) {
        for (int y = 0; y < image.height; ++y) {
            std::reverse(image.row(y), image.row(y) + image.width);
        }
    }
    if (mirrors_rows(orientation)) {
        swap_rows(image, image.width);
    }
    return image;
}

Rect stored_area(Rect area, int width, int height, int orientation) {
    if (mirrors_columns(orientation)) {
        area.x = width - area.x - area.width;
    }
    if (mirrors_rows(orientation)) {
        area.y = height - area.y - area.height;
    }
    if (lies_on_its_side(orientation)) {
        std::swap(area.x, area.y);
        std::swap(area.width, area.height);
    }
    return area;
}

}  // namespace arc
