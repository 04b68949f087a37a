#include "barcode/bits.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

// A square of 64 × 64 bits, mirrored at its diagonal: ever smaller off-diagonal squares are exchanged.
void transpose_square(std::array<std::uint64_t, 64>& rows) {
    std::uint64_t mask = 0x00000000FFFFFFFFULL;
    for (std::size_t size = 32; size != 0; size >>= 1, mask ^= mask << size) {
        for (std::size_t k = 0; k < 64; k = ((k | size) + 1) & ~size) {
            const std::uint64_t change = (rows[k] ^ (rows[k | size] >> size)) & mask;
            rows[k] ^= change;
            rows[k | size] ^= change << size;
        }
    }
}

void put_word(std::uint8_t* row, std::size_t index, std::uint64_t bits) {
    if constexpr (std::endian::native == std::endian::little) {
        bits = __builtin_bswap64(bits);
    }
    std::memcpy(row + index * sizeof bits, &bits, sizeof bits);
}

}  // namespace

int count_black(const BitImage& image, int y, int left, int right) {
    int black = 0;
    for (int x = left; x < right;) {
        const int offset = x % 64;
        const int length = std::min(64 - offset, right - x);
        std::uint64_t bits = word(image.row(y), static_cast<std::size_t>(x / 64)) << offset;
        bits &= length == 64 ? ~std::uint64_t{0} : ~(~std::uint64_t{0} >> length);
        black += std::popcount(bits);
        x += length;
    }
    return black;
}

BitImage transposed(const BitImage& image) {
    BitImage result(image.height, image.width);
    std::array<std::uint64_t, 64> square{};
    for (int top = 0; top < image.height; top += 64) {
        for (int left = 0; left < image.width; left += 64) {
            for (int i = 0; i < 64; ++i) {
                square[static_cast<std::size_t>(i)] =
                    top + i < image.height ? word(image.row(top + i), static_cast<std::size_t>(left / 64)) : 0;
            }
            transpose_square(square);
            for (int i = 0; i < std::min(64, image.width - left); ++i) {
                put_word(result.row(left + i), static_cast<std::size_t>(top / 64), square[static_cast<std::size_t>(i)]);
            }
        }
    }
    return result;
}

BitImage darker_than(const GrayImage& image, int threshold) {
    BitImage bits(image.width, image.height);
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* from = image.row(y);
        std::uint8_t* to = bits.row(y);
        int x = 0;
        for (; x + 8 <= image.width; x += 8) {
            unsigned byte = 0;
            for (int i = 0; i < 8; ++i) {
                byte |= (from[x + i] < threshold ? 0x80U : 0U) >> i;
            }
            to[x / 8] = static_cast<std::uint8_t>(byte);
        }
        for (; x < image.width; ++x) {
            if (from[x] < threshold) {
                to[x / 8] = static_cast<std::uint8_t>(to[x / 8] | (0x80 >> (x & 7)));
            }
        }
    }
    return bits;
}

int threshold_between(const GrayImage& image) {
    // Four tables: equal neighbours, as on most of a page, would wait for one another.
    std::array<std::array<std::uint32_t, 256>, 4> tables{};
    for (std::size_t i = 0; i < image.pixels.size(); ++i) {
        ++tables[i % 4][image.pixels[i]];
    }
    std::array<double, 256> counts{};
    double sum = 0;
    for (std::size_t level = 0; level < counts.size(); ++level) {
        for (const auto& table : tables) {
            counts[level] += table[level];
        }
        sum += counts[level] * static_cast<double>(level);
    }
    const auto all = static_cast<double>(image.pixels.size());
    double below = 0;
    double sum_below = 0;
    double best = -1;
    int threshold = 128;
    for (int level = 0; level < 255; ++level) {
        below += counts[static_cast<std::size_t>(level)];
        sum_below += level * counts[static_cast<std::size_t>(level)];
        if (below == 0 || below == all) {
            continue;
        }
        const double difference = sum_below / below - (sum - sum_below) / (all - below);
        const double variance = below * (all - below) * difference * difference;
        // Empty levels between ink and paper are all equally good: the middle of the first is near enough.
        if (variance > best) {
            best = variance;
            threshold = level + 1;
        }
    }
    return threshold;
}

}  // namespace arc
