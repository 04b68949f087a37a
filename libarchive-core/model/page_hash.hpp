#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace arc {

// A perceptual hash of a page: where on the page there is more ink than elsewhere, in 256 bits. Two scans of one sheet
// have hashes that differ in few bits; so have two forms of one kind, which only their pictures tell apart.
struct PageHash {
    std::array<std::uint64_t, 4> bits{};
    bool operator==(const PageHash&) const = default;
};

// In how many bits they differ, 0 to 256.
inline int distance(const PageHash& one, const PageHash& other) {
    int bits = 0;
    for (std::size_t i = 0; i < one.bits.size(); ++i) {
        bits += std::popcount(one.bits[i] ^ other.bits[i]);
    }
    return bits;
}

}  // namespace arc
