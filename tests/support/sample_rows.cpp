#include "support/sample_rows.hpp"

#include <stdexcept>

namespace arc::test {
namespace {

// The 8-bit sample of a plane that makes this grey.
unsigned sample_of(const TiffSpec& spec, int plane, std::uint8_t gray) {
    switch (spec.ink) {
        case TiffSpec::Ink::white_is_zero:
        case TiffSpec::Ink::palette:
            return 255U - gray;
        case TiffSpec::Ink::cmyk:
            return plane == 3 ? 255U - gray : 0U;
        // Light greys are half transparent darker ones: on white paper they come out again.
        case TiffSpec::Ink::rgba:
            if (gray < 128) {
                return plane == 3 ? 255U : gray;
            }
            return plane == 3 ? 128U : 2U * (gray - 128U);
        default:
            return gray;
    }
}

}  // namespace

void require(bool good, const char* what) {
    if (!good) {
        throw std::runtime_error(what);
    }
}

int planes_of(TiffSpec::Ink ink) {
    switch (ink) {
        case TiffSpec::Ink::rgb:
        case TiffSpec::Ink::ycbcr:
            return 3;
        case TiffSpec::Ink::rgba:
        case TiffSpec::Ink::cmyk:
            return 4;
        default:
            return 1;
    }
}

Bytes packed_row(const TiffSpec& spec, const std::uint8_t* gray, int width, int padded, std::span<const int> planes) {
    Bytes row;
    unsigned buffer = 0;
    int have = 0;
    for (int x = 0; x < padded; ++x) {
        for (const int plane : planes) {
            const std::uint8_t value = x < width ? gray[x] : std::uint8_t{255};
            const unsigned sample = sample_of(spec, plane, value);
            if (spec.bits == 16) {
                // The low byte differs, so that bytes in the wrong order are seen.
                const auto wide = static_cast<std::uint16_t>(sample << 8 | (255U - sample));
                const auto* bytes = reinterpret_cast<const std::uint8_t*>(&wide);
                row.insert(row.end(), bytes, bytes + 2);
                continue;
            }
            buffer = buffer << spec.bits | sample >> (8 - spec.bits);
            have += spec.bits;
            if (have >= 8) {
                have -= 8;
                row.push_back(static_cast<std::uint8_t>(buffer >> have));
            }
        }
    }
    if (have > 0) {
        row.push_back(static_cast<std::uint8_t>(buffer << (8 - have)));
    }
    return row;
}

}  // namespace arc::test
