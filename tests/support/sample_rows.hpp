#pragma once

#include "support/image_makers.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace arc::test {

using Bytes = std::vector<std::uint8_t>;

// Throws when a library did not do as it was told.
void require(bool good, const char* what);
constexpr std::size_t index(int i) {
    return static_cast<std::size_t>(i);
}
// Samples of a pixel.
int planes_of(TiffSpec::Ink ink);
// One row of some planes, samples of spec.bits from the highest bit on, 16-bit ones in this machine's byte order.
// Pixels from `width` to `padded` are white.
Bytes packed_row(const TiffSpec& spec, const std::uint8_t* gray, int width, int padded, std::span<const int> planes);

}  // namespace arc::test
