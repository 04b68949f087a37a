#include "image/tiff_numbers.hpp"

#include <array>

namespace arc {

TiffNumbers::TiffNumbers(const InputFile& file) : file_(&file) {
    std::array<std::uint8_t, 4> magic{};
    file.read_at(0, magic);
    little_ = magic[0] == 'I';
    big_ = magic[little_ ? 2 : 3] == 43;
}

std::optional<std::uint64_t> TiffNumbers::at(std::uint64_t offset, int bytes) const {
    std::array<std::uint8_t, 8> buffer{};
    const auto count = static_cast<std::size_t>(bytes);
    if (offset > static_cast<std::uint64_t>(file_->size()) ||
        file_->read_at(static_cast<std::int64_t>(offset), std::span(buffer).first(count)) != count) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        value = value << 8 | buffer[little_ ? count - 1 - i : i];
    }
    return value;
}

std::string TiffNumbers::text(std::uint64_t value, int bytes) const {
    std::string text(static_cast<std::size_t>(bytes), '\0');
    for (int i = 0; i < bytes; ++i) {
        const int at = little_ ? i : bytes - 1 - i;
        text[static_cast<std::size_t>(at)] = static_cast<char>(value >> (8 * i) & 0xff);
    }
    return text;
}

}  // namespace arc
