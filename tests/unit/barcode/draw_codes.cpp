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

int Dice::roll(int below) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<int>((state_ * 2685821657736338717ULL >> 33) % static_cast<std::uint64_t>(below));
}

double Dice::normal() {
    double sum = 0;
    for (int i = 0; i < 12; ++i) {
        sum += roll(1000) / 1000.0;
    }
    return sum - 6;
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
    const int size = line / 2;
    const int stroke = std::max(2, line / 14);
    for (int y = area.y; y + line <= area.y + area.height; y += line) {
        for (int x = area.x; x + size <= area.x + area.width; x += size * 2 / 3 + stroke) {
            if (dice.roll(6) == 0) {
                continue;
            }
            // A letter: one or two stems and one or two cross strokes.
            GrayImage letter(size / 2 + stroke, size + stroke);
            const auto stem = [&](int at) {
                for (int row = 0; row < size; ++row) {
                    std::fill_n(letter.row(row) + at, stroke, std::uint8_t{0});
                }
            };
            stem(0);
            if (dice.roll(2) == 0) {
                stem(size / 2);
            }
            for (int strokes = 1 + dice.roll(2); strokes > 0; --strokes) {
                const int at = dice.roll(size);
                for (int row = at; row < at + stroke; ++row) {
                    std::fill_n(letter.row(row), letter.width, std::uint8_t{0});
                }
            }
            paste(page, letter, x, y + size / 4);
        }
    }
}

void add_noise(GrayImage& page, double deviation, int specks, Dice& dice) {
    for (std::uint8_t& pixel : page.pixels) {
        if (specks > 0 && dice.roll(1000) < specks) {
            pixel = dice.roll(2) == 0 ? 0 : 255;
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
