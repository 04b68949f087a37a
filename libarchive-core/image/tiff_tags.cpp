#include "image/tiff_tags.hpp"

#include "base/say.hpp"
#include "image/image_impl.hpp"

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace arc {
namespace {

struct CompressionName {
    int tag;
    std::string_view name;
};
constexpr std::array compression_names{
    CompressionName{COMPRESSION_NONE, "none"},
    CompressionName{COMPRESSION_CCITTRLE, "RLE"},
    CompressionName{COMPRESSION_CCITTRLEW, "RLE"},
    CompressionName{COMPRESSION_CCITTFAX3, "G3"},
    CompressionName{COMPRESSION_CCITTFAX4, "G4"},
    CompressionName{COMPRESSION_LZW, "LZW"},
    CompressionName{COMPRESSION_OJPEG, "JPEG (old)"},
    CompressionName{COMPRESSION_JPEG, "JPEG"},
    CompressionName{COMPRESSION_ADOBE_DEFLATE, "Deflate"},
    CompressionName{COMPRESSION_DEFLATE, "Deflate"},
    CompressionName{COMPRESSION_PACKBITS, "PackBits"},
    CompressionName{COMPRESSION_JBIG, "JBIG"},
    CompressionName{COMPRESSION_JP2000, "JPEG 2000"},
    CompressionName{COMPRESSION_LZMA, "LZMA"},
    CompressionName{COMPRESSION_ZSTD, "Zstd"},
    CompressionName{COMPRESSION_WEBP, "WebP"},
    CompressionName{COMPRESSION_LERC, "LERC"},
};

}  // namespace

std::string tiff_compression(int tag) {
    const auto known = std::ranges::find(compression_names, tag, &CompressionName::tag);
    return known == compression_names.end() ? say("number {}", tag) : std::string(known->name);
}

int tiff_number(TIFF* tiff, std::uint32_t tag, int otherwise) {
    std::uint16_t value = 0;
    return TIFFGetFieldDefaulted(tiff, tag, &value) == 1 ? value : otherwise;
}

double tiff_dpi(TIFF* tiff, std::uint32_t tag) {
    float value = 0;
    if (TIFFGetField(tiff, tag, &value) != 1 || !std::isfinite(value) || value <= 0 || value > 100'000) {
        return 0;
    }
    switch (tiff_number(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH)) {
        case RESUNIT_INCH:
            return static_cast<double>(value);
        case RESUNIT_CENTIMETER:
            return static_cast<double>(value) * 2.54;
        default:
            return 0;
    }
}

std::vector<std::uint8_t> tiff_palette(TIFF* tiff, int bits) {
    std::uint16_t* red = nullptr;
    std::uint16_t* green = nullptr;
    std::uint16_t* blue = nullptr;
    if (bits > 8 || TIFFGetField(tiff, TIFFTAG_COLORMAP, &red, &green, &blue) != 1) {
        return {};
    }
    const std::size_t count = std::size_t{1} << bits;
    const auto small = [count](const std::uint16_t* map) {
        return std::all_of(map, map + count, [](std::uint16_t value) { return value < 256; });
    };
    // Some writers fill the 16-bit map with 8-bit values.
    const int shift = small(red) && small(green) && small(blue) ? 0 : 8;
    std::vector<std::uint8_t> palette(count);
    for (std::size_t i = 0; i < count; ++i) {
        palette[i] = luma(unsigned{red[i]} >> shift, unsigned{green[i]} >> shift, unsigned{blue[i]} >> shift);
    }
    return palette;
}

}  // namespace arc
