#include "image/quarter.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace arc {
namespace {

std::uint64_t load_big(const std::uint8_t* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return std::endian::native == std::endian::big ? word : __builtin_bswap64(word);
}

// Black pixels of each of the 16 groups of four, a nibble each.
std::uint64_t nibble_counts(std::uint64_t v) {
    v -= v >> 1 & 0x5555555555555555ULL;
    return (v & 0x3333333333333333ULL) + (v >> 2 & 0x3333333333333333ULL);
}

constexpr std::uint64_t low_nibbles = 0x0f0f0f0f0f0f0f0fULL;
constexpr std::uint64_t ones = 0x0101010101010101ULL;

// One bit a byte: set where the byte (at most 16) is 4 or more. The highest byte gives the highest bit.
unsigned four_or_more(std::uint64_t counts) {
    const std::uint64_t flags = (counts + 124 * ones) >> 7 & ones;
    return static_cast<unsigned>(flags * 0x0102040810204080ULL >> 56);
}

// The bits of a byte at every second place of two.
constexpr std::array<std::uint16_t, 256> spread = [] {
    std::array<std::uint16_t, 256> table{};
    for (unsigned value = 0; value < 256; ++value) {
        unsigned wide = 0;
        for (unsigned bit = 0; bit < 8; ++bit) {
            wide |= (value >> bit & 1U) << (2 * bit);
        }
        table[value] = static_cast<std::uint16_t>(wide);
    }
    return table;
}();

}  // namespace

Quarter quarter(const BitImage& image) {
    Quarter result{BitImage(std::max(1, image.width / 4), std::max(1, image.height / 4)), 0};
    static constexpr std::array<std::uint8_t, 8> nothing{};
    for (int y = 0; y < image.height; y += 4) {
        const int out_y = y / 4;
        for (std::size_t x = 0; x < image.stride; x += 8) {
            std::uint64_t left = 0;   // counts of the groups in the upper nibbles
            std::uint64_t right = 0;  // and in the lower
            for (int i = 0; i < 4; ++i) {
                const std::uint64_t counts =
                    nibble_counts(load_big(y + i < image.height ? image.row(y + i) + x : nothing.data()));
                left += counts >> 4 & low_nibbles;
                right += counts & low_nibbles;
            }
            result.black += static_cast<std::int64_t>((left * ones >> 56) + (right * ones >> 56));
            if (out_y < result.image.height && x / 4 < result.image.stride) {
                const unsigned bits =
                    static_cast<unsigned>(spread[four_or_more(left)]) << 1 | spread[four_or_more(right)];
                result.image.row(out_y)[x / 4] = static_cast<std::uint8_t>(bits >> 8);
                result.image.row(out_y)[x / 4 + 1] = static_cast<std::uint8_t>(bits);
            }
        }
    }
    // Columns beyond the last whole group.
    const int rest = result.image.width % 8;
    for (int y = 0; y < result.image.height; ++y) {
        std::uint8_t* row = result.image.row(y);
        std::size_t used = static_cast<std::size_t>(result.image.width) / 8;
        if (rest != 0) {
            row[used] &= static_cast<std::uint8_t>(0xff00U >> rest);
            ++used;
        }
        std::fill(row + used, row + result.image.stride, std::uint8_t{0});
    }
    return result;
}

std::int64_t count_black(const BitImage& image) {
    std::int64_t black = 0;
    for (std::size_t i = 0; i < image.bytes.size(); i += 8) {
        black += std::popcount(load_big(image.bytes.data() + i));
    }
    return black;
}

}  // namespace arc
