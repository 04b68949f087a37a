#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace arc {

// How the samples of a TIFF pixel make a grey value (TIFF 6.0 sections 4-7, 16, 18).
struct TiffSamples {
    enum class Colour { white_is_zero, black_is_zero, palette, rgb, cmyk, lightness };

    Colour colour = Colour::black_is_zero;
    int bits = 8;     // of a sample: 1 to 16, or 32 (unsigned)
    int samples = 1;  // of a pixel, with extra samples
    int alpha = 0;    // which sample is opacity; 0 means none
    bool premultiplied = false;
    bool separate = false;              // one plane a sample
    std::vector<std::uint8_t> palette;  // luma of each index

    // Samples that make the colour, without extra ones: 1, 3 or 4.
    int inks() const;
    // Planes to read: those of the colour and of opacity when separate, else 1.
    std::vector<int> planes() const;
};

// Turns the rows of a frame into grey.
class TiffGray {
public:
    explicit TiffGray(TiffSamples samples);
    // `width` pixels; one pointer a plane of planes().
    void convert(std::span<const std::uint8_t* const> planes, int width, std::uint8_t* gray);

private:
    void unpack(const std::uint8_t* row, int count, std::uint8_t* out) const;
    std::uint8_t gray_of(const std::uint8_t* pixel) const;

    TiffSamples samples_;
    std::vector<std::uint8_t> table_;     // grey of a sample, where one sample is enough
    std::vector<std::uint8_t> unpacked_;  // 8-bit samples of a row (palette: indexes)
};

}  // namespace arc
