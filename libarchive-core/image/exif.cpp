#include "image/exif.hpp"

#include <algorithm>
#include <optional>

namespace arc {
namespace {

class ExifBlock {
public:
    explicit ExifBlock(std::span<const std::uint8_t> bytes)
        : bytes_(bytes), little_(!bytes.empty() && bytes[0] == 'I') {}

    std::optional<std::uint32_t> at(std::size_t offset, std::size_t count) const {
        if (offset > bytes_.size() || count > bytes_.size() - offset) {
            return std::nullopt;
        }
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            value = value << 8 | bytes_[offset + (little_ ? count - 1 - i : i)];
        }
        return value;
    }

    double rational(std::size_t offset) const {
        const double above = at(offset, 4).value_or(0);
        const double below = at(offset + 4, 4).value_or(0);
        return below > 0 && above / below < 100'000 ? above / below : 0;
    }

private:
    std::span<const std::uint8_t> bytes_;
    bool little_;
};

}  // namespace

Exif read_exif(std::span<const std::uint8_t> bytes) {
    const ExifBlock block(bytes);
    Exif exif;
    double inch = 1;  // units to the inch
    if (block.at(2, 2) != 42U) {
        return exif;
    }
    const std::size_t directory = block.at(4, 4).value_or(0);
    const std::size_t count = std::min(block.at(directory, 2).value_or(0), 1000U);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t entry = directory + 2 + 12 * i;
        const std::uint32_t value = block.at(entry + 8, 4).value_or(0);
        switch (block.at(entry, 2).value_or(0)) {
            case 0x0112:
                exif.orientation = static_cast<int>(block.at(entry + 8, 2).value_or(0));
                break;
            case 0x011a:
                exif.dpi_x = block.rational(value);
                break;
            case 0x011b:
                exif.dpi_y = block.rational(value);
                break;
            case 0x0128:
                inch = block.at(entry + 8, 2) == 3U ? 2.54 : 1;
                break;
            default:
                break;
        }
    }
    exif.dpi_x *= inch;
    exif.dpi_y *= inch;
    if (exif.orientation > 8) {
        exif.orientation = 0;
    }
    return exif;
}

}  // namespace arc
