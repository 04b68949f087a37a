#include "image/tiff_samples.hpp"

#include "image/image_impl.hpp"

#include <algorithm>
#include <cstring>

namespace arc {
namespace {

using Colour = TiffSamples::Colour;

std::size_t index(int i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

int TiffSamples::inks() const {
    return colour == Colour::rgb ? 3 : colour == Colour::cmyk ? 4 : 1;
}

std::vector<int> TiffSamples::planes() const {
    if (!separate) {
        return {0};
    }
    std::vector<int> result;
    for (int plane = 0; plane < inks(); ++plane) {
        result.push_back(plane);
    }
    if (alpha > 0) {
        result.push_back(alpha);
    }
    return result;
}

TiffGray::TiffGray(TiffSamples samples) : samples_(std::move(samples)) {
    if (samples_.inks() != 1) {
        return;
    }
    table_.resize(256);
    for (unsigned value = 0; value < 256; ++value) {
        std::uint8_t gray = static_cast<std::uint8_t>(value);
        if (samples_.colour == Colour::white_is_zero) {
            gray = static_cast<std::uint8_t>(255 - value);
        } else if (samples_.colour == Colour::palette) {
            gray = value < samples_.palette.size() ? samples_.palette[value] : std::uint8_t{0};
        }
        table_[value] = gray;
    }
}

void TiffGray::convert(std::span<const std::uint8_t* const> planes, int width, std::uint8_t* gray) {
    const int each = samples_.separate ? 1 : samples_.samples;
    const int stride = samples_.separate ? static_cast<int>(planes.size()) : each;
    const std::uint8_t* pixels = planes[0];
    if (samples_.bits != 8 || samples_.separate) {
        unpacked_.resize(index(width) * index(stride));
        std::vector<std::uint8_t> plane(samples_.separate ? index(width) : 0);
        for (std::size_t p = 0; p < planes.size(); ++p) {
            if (!samples_.separate) {
                unpack(planes[p], width * each, unpacked_.data());
                continue;
            }
            unpack(planes[p], width, plane.data());
            for (std::size_t x = 0; x < plane.size(); ++x) {
                unpacked_[x * planes.size() + p] = plane[x];
            }
        }
        pixels = unpacked_.data();
    }
    const int alpha = samples_.alpha == 0 ? 0 : samples_.separate ? samples_.inks() : samples_.alpha;
    for (int x = 0; x < width; ++x, pixels += stride) {
        const std::uint8_t value = gray_of(pixels);
        gray[x] = value;
        if (alpha > 0) {
            const unsigned opacity = pixels[alpha];
            gray[x] = samples_.premultiplied ? static_cast<std::uint8_t>(std::min(255U, value + 255 - opacity))
                                             : on_white(value, opacity);
        }
    }
}

// Samples to 8 bits: smaller ones are stretched to the full range (palette indexes are not), larger ones cut.
void TiffGray::unpack(const std::uint8_t* row, int count, std::uint8_t* out) const {
    const int bits = samples_.bits;
    if (bits == 8) {
        std::memcpy(out, row, index(count));
        return;
    }
    if (bits == 16 || bits == 32) {
        // libtiff has put them into this machine's byte order.
        const std::size_t bytes = index(bits / 8);
        for (std::size_t i = 0; i < index(count); ++i) {
            std::uint32_t value = 0;
            if (bits == 16) {
                std::uint16_t half = 0;
                std::memcpy(&half, row + i * bytes, bytes);
                value = static_cast<std::uint32_t>(half) << 16;
            } else {
                std::memcpy(&value, row + i * bytes, bytes);
            }
            out[i] = static_cast<std::uint8_t>(value >> 24);
        }
        return;
    }
    const unsigned largest = (1U << bits) - 1;
    const bool stretched = samples_.colour != Colour::palette;
    std::uint32_t buffer = 0;
    int have = 0;
    for (int i = 0; i < count; ++i) {
        while (have < bits) {
            buffer = (buffer & 0xffffU) << 8 | *row++;
            have += 8;
        }
        have -= bits;
        const unsigned value = buffer >> have & largest;
        out[i] = static_cast<std::uint8_t>(stretched ? value * 255 / largest : value);
    }
}

std::uint8_t TiffGray::gray_of(const std::uint8_t* pixel) const {
    switch (samples_.colour) {
        case Colour::rgb:
            return luma(pixel[0], pixel[1], pixel[2]);
        case Colour::cmyk: {
            const unsigned paper = 255U - pixel[3];
            const std::uint8_t ink_free = luma(255U - pixel[0], 255U - pixel[1], 255U - pixel[2]);
            return static_cast<std::uint8_t>(ink_free * paper / 255);
        }
        default:
            return table_[pixel[0]];
    }
}

}  // namespace arc
