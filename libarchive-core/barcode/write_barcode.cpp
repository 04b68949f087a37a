#include "barcode/write_barcode.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#define ZX_USE_UTF8
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <exception>
#include <optional>

namespace arc {
namespace {

std::optional<ZXing::BarcodeFormat> printable_format(BarcodeFormat format) {
    switch (format) {
        case BarcodeFormat::Code128:
            return ZXing::BarcodeFormat::Code128;
        case BarcodeFormat::Code39:
            return ZXing::BarcodeFormat::Code39;
        case BarcodeFormat::DataMatrix:
            return ZXing::BarcodeFormat::DataMatrix;
        case BarcodeFormat::QRCode:
            return ZXing::BarcodeFormat::QRCode;
        default:
            return std::nullopt;
    }
}

// Lower case would need the two-character escapes of Full ASCII Code 39, which readers return as they stand.
bool fits_code39(std::string_view text) {
    constexpr std::string_view allowed = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
    return std::ranges::all_of(text, [&](char c) { return allowed.find(c) != std::string_view::npos; });
}

}  // namespace

Result<ModuleMatrix> encode_barcode(BarcodeFormat format, std::string_view text) {
    const std::optional<ZXing::BarcodeFormat> foreign = printable_format(format);
    const std::string subject = printable(text);
    if (!foreign) {
        return Error{ErrorCode::unsupported, std::string(to_text(format)), say("cannot be printed"),
                     say("use Code128, Code39, DataMatrix or QRCode")};
    }
    if (text.empty() || !is_utf8(text) || (format == BarcodeFormat::Code39 && !fits_code39(text))) {
        return Error{ErrorCode::usage, subject, say("{} cannot carry this text", to_text(format)), {}};
    }
    try {
        ZXing::MultiFormatWriter writer(*foreign);
        writer.setMargin(0).setEncoding(ZXing::CharacterSet::UTF8);
        // QR level Q: a quarter of a sticker may be scratched, and a code of ours still takes 21 x 21 modules.
        writer.setEccLevel(6);
        const ZXing::BitMatrix bits = writer.encode(std::string(text), 0, 0);
        ModuleMatrix matrix(bits.width(), bits.height());
        for (int y = 0; y < bits.height(); ++y) {
            for (int x = 0; x < bits.width(); ++x) {
                matrix.at(x, y) = bits.get(x, y) ? 1 : 0;
            }
        }
        return matrix;
    } catch (const std::exception& e) {
        return Error{ErrorCode::usage, subject, say("{} cannot carry this text: {}", to_text(format), e.what()), {}};
    }
}

}  // namespace arc
