#include "barcode/zxing_reader.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>

namespace arc {
namespace {

constexpr int longest_side = 65535;  // ReadBarcode.h of 1.4.0 throws beyond it

struct Pair {
    BarcodeFormat ours;
    ZXing::BarcodeFormat theirs;
};

using Theirs = ZXing::BarcodeFormat;
constexpr std::array pairs{
    Pair{BarcodeFormat::Code39, Theirs::Code39},
    Pair{BarcodeFormat::Code93, Theirs::Code93},
    Pair{BarcodeFormat::Code128, Theirs::Code128},
    Pair{BarcodeFormat::Codabar, Theirs::Codabar},
    Pair{BarcodeFormat::ITF, Theirs::ITF},
    Pair{BarcodeFormat::EAN8, Theirs::EAN8},
    Pair{BarcodeFormat::EAN13, Theirs::EAN13},
    Pair{BarcodeFormat::UPCA, Theirs::UPCA},
    Pair{BarcodeFormat::UPCE, Theirs::UPCE},
    Pair{BarcodeFormat::DataBar, Theirs::DataBar},
    Pair{BarcodeFormat::DataBar, Theirs::DataBarExpanded},
    Pair{BarcodeFormat::QRCode, Theirs::QRCode},
    Pair{BarcodeFormat::MicroQRCode, Theirs::MicroQRCode},
    Pair{BarcodeFormat::DataMatrix, Theirs::DataMatrix},
    Pair{BarcodeFormat::Aztec, Theirs::Aztec},
    Pair{BarcodeFormat::PDF417, Theirs::PDF417},
    Pair{BarcodeFormat::MaxiCode, Theirs::MaxiCode},
};

std::optional<BarcodeFormat> ours(ZXing::BarcodeFormat format) {
    const auto found = std::ranges::find(pairs, format, &Pair::theirs);
    return found == pairs.end() ? std::nullopt : std::optional(found->ours);
}

template <class Wanted>
ZXing::BarcodeFormats theirs(std::span<const BarcodeFormat> formats, Wanted wanted) {
    ZXing::BarcodeFormats chosen;
    for (const Pair& pair : pairs) {
        if (wanted(pair.ours) && (formats.empty() || std::ranges::find(formats, pair.ours) != formats.end())) {
            chosen |= pair.theirs;
        }
    }
    return chosen;
}

ZXing::Binarizer theirs(Threshold threshold) {
    switch (threshold) {
        case Threshold::global:
            return ZXing::Binarizer::GlobalHistogram;
        case Threshold::middle:
            return ZXing::Binarizer::FixedThreshold;
        case Threshold::local:
            break;
    }
    return ZXing::Binarizer::LocalAverage;
}

ZXing::DecodeHints hints_of(ZXing::BarcodeFormats formats, Threshold threshold) {
    // tryDownscale stays off: with it 1.4.0 aborts on ordinary pages, as it compares results of two scales.
    return ZXing::DecodeHints()
        .setFormats(formats)
        .setTryHarder(true)
        .setTryDownscale(false)
        .setBinarizer(theirs(threshold))
        .setReturnCodabarStartEnd(true)
        .setEanAddOnSymbol(ZXing::EanAddOnSymbol::Read);
}

// What ZXing sees; a decoder that gives up on an image has read nothing from it.
ZXing::Results results(const ZXing::ImageView& view, const ZXing::DecodeHints& hints) {
    try {
        return ZXing::ReadBarcodes(view, hints);
    } catch (const std::exception&) {
        return {};
    }
}

std::vector<MatrixSighting> matrix_sightings(const ZXing::Results& found) {
    std::vector<MatrixSighting> seen;
    for (const ZXing::Result& result : found) {
        const auto format = ours(result.format());
        if (!format || !result.isValid()) {
            continue;
        }
        MatrixSighting one{*format, result.text(), {}};
        for (std::size_t i = 0; i < 4; ++i) {
            one.corners[i] = {result.position()[i].x, result.position()[i].y};
        }
        seen.push_back(std::move(one));
    }
    return seen;
}

RowSighting row_sighting(const ZXing::Result& result, BarcodeFormat format) {
    const auto [left, right] = std::minmax({result.position().topLeft().x, result.position().topRight().x});
    RowSighting one{format, result.text(), {}, left, right};
    // Only EAN and UPC give an add-on, after a blank. Two digits have no check but their parity: photographs give
    // false ones, so they are dropped.
    const std::size_t blank = one.text.find(' ');
    if ((format == BarcodeFormat::EAN13 || format == BarcodeFormat::UPCA || format == BarcodeFormat::UPCE) &&
        blank != std::string::npos) {
        one.add_on = one.text.size() - blank == 6 ? one.text.substr(blank + 1) : "";
        one.text.resize(blank);
    }
    if (format == BarcodeFormat::UPCA) {
        one.text.insert(0, "0");
    }
    return one;
}

}  // namespace

bool is_linear(BarcodeFormat format) {
    return format < BarcodeFormat::DataBar;
}

std::vector<MatrixSighting> decode_matrix(const GrayImage& image, std::span<const BarcodeFormat> formats,
                                          Threshold threshold) {
    if (image.pixels.empty() || std::max(image.width, image.height) > longest_side) {
        return {};
    }
    const ZXing::ImageView view(image.pixels.data(), image.width, image.height, ZXing::ImageFormat::Lum);
    std::vector<MatrixSighting> seen;
    const auto matrix = theirs(formats, [](BarcodeFormat f) { return !is_linear(f) && f != BarcodeFormat::DataBar; });
    if (!matrix.empty()) {
        seen = matrix_sightings(results(view, hints_of(matrix, threshold)));
    }
    const auto stacked = theirs(formats, [](BarcodeFormat f) { return f == BarcodeFormat::DataBar; });
    if (!stacked.empty()) {
        std::ranges::move(
            matrix_sightings(results(view, hints_of(stacked, threshold).setMinLineCount(3).setMaxNumberOfSymbols(1))),
            std::back_inserter(seen));
    }
    return seen;
}

std::vector<RowSighting> decode_row(std::span<const std::uint8_t> row, std::span<const BarcodeFormat> formats,
                                    Threshold threshold) {
    const auto linear = theirs(formats, is_linear);
    if (row.empty() || row.size() > longest_side || linear.empty()) {
        return {};
    }
    const ZXing::ImageView view(row.data(), static_cast<int>(row.size()), 1, ZXing::ImageFormat::Lum);
    const ZXing::DecodeHints hints = hints_of(linear, threshold).setTryRotate(false).setMinLineCount(1);
    std::vector<RowSighting> seen;
    for (const ZXing::Result& result : results(view, hints)) {
        const auto format = ours(result.format());
        if (format && result.isValid()) {
            seen.push_back(row_sighting(result, *format));
        }
    }
    return seen;
}

}  // namespace arc
