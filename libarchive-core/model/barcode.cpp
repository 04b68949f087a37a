#include "model/barcode.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

namespace arc {
namespace {

struct Name {
    BarcodeFormat format;
    std::string_view text;
};

constexpr std::array names{
    Name{BarcodeFormat::Code39, "Code39"},
    Name{BarcodeFormat::Code93, "Code93"},
    Name{BarcodeFormat::Code128, "Code128"},
    Name{BarcodeFormat::Codabar, "Codabar"},
    Name{BarcodeFormat::ITF, "ITF"},
    Name{BarcodeFormat::EAN8, "EAN-8"},
    Name{BarcodeFormat::EAN13, "EAN-13"},
    Name{BarcodeFormat::UPCA, "UPC-A"},
    Name{BarcodeFormat::UPCE, "UPC-E"},
    Name{BarcodeFormat::DataBar, "DataBar"},
    Name{BarcodeFormat::QRCode, "QRCode"},
    Name{BarcodeFormat::MicroQRCode, "MicroQRCode"},
    Name{BarcodeFormat::DataMatrix, "DataMatrix"},
    Name{BarcodeFormat::Aztec, "Aztec"},
    Name{BarcodeFormat::PDF417, "PDF417"},
    Name{BarcodeFormat::MaxiCode, "MaxiCode"},
    Name{BarcodeFormat::Patch1, "Patch1"},
    Name{BarcodeFormat::Patch2, "Patch2"},
    Name{BarcodeFormat::Patch3, "Patch3"},
    Name{BarcodeFormat::Patch4, "Patch4"},
    Name{BarcodeFormat::Patch6, "Patch6"},
    Name{BarcodeFormat::PatchT, "PatchT"},
};

}  // namespace

std::string_view to_text(BarcodeFormat format) {
    return names[static_cast<std::size_t>(format)].text;
}

Result<BarcodeFormat> parse_barcode_format(std::string_view text) {
    const std::string wanted = fold_words(text);
    std::vector<std::string> spellings;
    for (const Name& name : names) {
        if (fold_words(name.text) == wanted) {
            return name.format;
        }
        spellings.emplace_back(name.text);
    }
    const std::string near = nearest(text, spellings);
    return Error{ErrorCode::usage, std::string(text), say("not a barcode format"),
                 near.empty() ? say("one of {}", join(spellings, " ")) : say("did you mean {}?", near)};
}

std::span<const BarcodeFormat> all_barcode_formats() {
    static constexpr auto formats = [] {
        std::array<BarcodeFormat, names.size()> all{};
        for (std::size_t i = 0; i < names.size(); ++i) {
            all[i] = names[i].format;
        }
        return all;
    }();
    return formats;
}

bool is_patch(BarcodeFormat format) {
    return format >= BarcodeFormat::Patch1;
}

}  // namespace arc
