#include "unit/barcode/draw_codes.hpp"

#include "barcode/bits.hpp"

#define ZX_USE_UTF8
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace arc::test {
namespace {

ZXing::BarcodeFormat theirs(BarcodeFormat format) {
    switch (format) {
        case BarcodeFormat::Code39:
            return ZXing::BarcodeFormat::Code39;
        case BarcodeFormat::Code93:
            return ZXing::BarcodeFormat::Code93;
        case BarcodeFormat::Codabar:
            return ZXing::BarcodeFormat::Codabar;
        case BarcodeFormat::ITF:
            return ZXing::BarcodeFormat::ITF;
        case BarcodeFormat::EAN8:
            return ZXing::BarcodeFormat::EAN8;
        case BarcodeFormat::EAN13:
            return ZXing::BarcodeFormat::EAN13;
        case BarcodeFormat::UPCA:
            return ZXing::BarcodeFormat::UPCA;
        case BarcodeFormat::UPCE:
            return ZXing::BarcodeFormat::UPCE;
        case BarcodeFormat::QRCode:
            return ZXing::BarcodeFormat::QRCode;
        case BarcodeFormat::DataMatrix:
            return ZXing::BarcodeFormat::DataMatrix;
        case BarcodeFormat::Aztec:
            return ZXing::BarcodeFormat::Aztec;
        case BarcodeFormat::PDF417:
            return ZXing::BarcodeFormat::PDF417;
        default:
            return ZXing::BarcodeFormat::Code128;
    }
}

}  // namespace

std::uint64_t Dice::next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 2685821657736338717ULL;
}

int Dice::roll(int below) {
    return static_cast<int>((next() >> 33) % static_cast<std::uint64_t>(below));
}

double Dice::normal() {
    // Four numbers of 16 bits, each of variance 1/12.
    const std::uint64_t bits = next();
    double sum = -2;
    for (int i = 0; i < 4; ++i) {
        sum += static_cast<double>(bits >> (16 * i) & 0xFFFF) / 65536;
    }
    return sum * 1.732;
}

GrayImage drawn_code(BarcodeFormat format, const std::string& text, int module, int height) {
    const ZXing::BitMatrix code = ZXing::MultiFormatWriter(theirs(format)).setMargin(0).encode(text, 0, 0);
    const bool linear = code.height() == 1;
    GrayImage image(code.width() * module, linear ? height : code.height() * module);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            image.row(y)[x] = code.get(x / module, linear ? 0 : y / module) ? 0 : 255;
        }
    }
    return image;
}

GrayImage drawn_patch_code(BarcodeFormat format, double dpi, int length) {
    // Bars from top to bottom, wide or narrow: standards, Kodak A-61599.
    static constexpr std::array<std::array<int, 4>, 6> wide{
        {{1, 1, 0, 0}, {1, 0, 0, 1}, {1, 0, 1, 0}, {0, 1, 1, 0}, {0, 0, 1, 1}, {0, 1, 0, 1}}};
    const auto& bars = wide[static_cast<std::size_t>(format) - static_cast<std::size_t>(BarcodeFormat::Patch1)];
    GrayImage image(length, static_cast<int>(std::lround(0.80 * dpi)));
    double y = 0;
    for (const int is_wide : bars) {
        const double end = y + (is_wide != 0 ? 0.20 : 0.08) * dpi;
        for (int row = static_cast<int>(std::lround(y));
             row < std::min(image.height, static_cast<int>(std::lround(end))); ++row) {
            std::fill_n(image.row(row), length, std::uint8_t{0});
        }
        y = end + 0.08 * dpi;
    }
    return image;
}

void paste(GrayImage& page, const GrayImage& image, int x, int y) {
    for (int row = std::max(0, -y); row < std::min(image.height, page.height - y); ++row) {
        for (int column = std::max(0, -x); column < std::min(image.width, page.width - x); ++column) {
            std::uint8_t& pixel = page.row(y + row)[x + column];
            pixel = std::min(pixel, image.row(row)[column]);
        }
    }
}

void write_text(GrayImage& page, Rect area, int line, Dice& dice) {
    // Seven rows of five pixels: A B E G N O R S T U
    static constexpr std::array<std::array<std::uint8_t, 7>, 10> letters{{{4, 10, 17, 17, 31, 17, 17},
                                                                          {30, 17, 17, 30, 17, 17, 30},
                                                                          {31, 16, 16, 30, 16, 16, 31},
                                                                          {14, 17, 16, 23, 17, 17, 14},
                                                                          {17, 25, 21, 19, 17, 17, 17},
                                                                          {14, 17, 17, 17, 17, 17, 14},
                                                                          {30, 17, 17, 30, 20, 18, 17},
                                                                          {15, 16, 16, 14, 1, 1, 30},
                                                                          {31, 4, 4, 4, 4, 4, 4},
                                                                          {17, 17, 17, 17, 17, 17, 14}}};
    const int dot = std::max(1, line / 12);
    for (int y = area.y; y + line <= area.y + area.height; y += line) {
        for (int x = area.x; x + 5 * dot <= area.x + area.width; x += 6 * dot) {
            if (dice.roll(6) == 0) {
                continue;
            }
            const auto& letter = letters[static_cast<std::size_t>(dice.roll(10))];
            for (int row = 0; row < 7 * dot; ++row) {
                for (int column = 0; column < 5 * dot; ++column) {
                    if ((letter[static_cast<std::size_t>(row / dot)] >> (4 - column / dot) & 1) != 0) {
                        page.row(y + row)[x + column] = 0;
                    }
                }
            }
        }
    }
}

void add_noise(GrayImage& page, double deviation, int specks, Dice& dice) {
    for (std::uint8_t& pixel : page.pixels) {
        if (const int speck = specks > 0 ? dice.roll(2000) : 2000; speck < 2 * specks) {
            pixel = speck % 2 == 0 ? 0 : 255;
        }
        if (deviation > 0) {
            pixel = static_cast<std::uint8_t>(std::clamp(pixel + deviation * dice.normal(), 0.0, 255.0));
        }
    }
}

BitImage scanned(const GrayImage& page) {
    return darker_than(page, 128);
}

}  // namespace arc::test
