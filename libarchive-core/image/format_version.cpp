#include "image/format_version.hpp"

#include "image/image_impl.hpp"
#include "image/sniff.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace arc {
namespace {

constexpr std::size_t head_bytes = 1024;

struct Known {
    std::string_view version;
    std::string_view pronom;
};

template <std::size_t N>
std::string key_of(const std::array<Known, N>& all, std::string_view version) {
    const auto found = std::ranges::find(all, version, &Known::version);
    return found == all.end() ? std::string() : std::string(found->pronom);
}

constexpr std::array pdf_versions{Known{"1.0", "fmt/14"}, Known{"1.1", "fmt/15"}, Known{"1.2", "fmt/16"},
                                  Known{"1.3", "fmt/17"}, Known{"1.4", "fmt/18"}, Known{"1.5", "fmt/19"},
                                  Known{"1.6", "fmt/20"}, Known{"1.7", "fmt/276"}};
constexpr std::array jfif_versions{Known{"1.00", "fmt/42"}, Known{"1.01", "fmt/43"}, Known{"1.02", "fmt/44"}};

unsigned byte(std::string_view head, std::size_t at) {
    return at < head.size() ? static_cast<unsigned char>(head[at]) : 0U;
}

FormatVersion jpeg(std::string_view head) {
    for (std::size_t at = 2; at + 12 < head.size() && byte(head, at) == 0xFF;) {
        if (byte(head, at + 1) == 0xE0 && head.substr(at + 4, 4) == "JFIF") {
            const unsigned minor = byte(head, at + 10);
            const std::string version =
                std::to_string(byte(head, at + 9)) + "." + (minor < 10 ? "0" : "") + std::to_string(minor);
            return {"jpeg", "JPEG (JFIF)", version, key_of(jfif_versions, version)};
        }
        if (byte(head, at + 1) == 0xE1 && head.substr(at + 4, 4) == "Exif") {
            return {"jpeg", "JPEG (Exif)", "", ""};
        }
        at += 2 + (byte(head, at + 2) << 8 | byte(head, at + 3));
    }
    return {"jpeg", "JPEG", "", ""};
}

// BITMAPFILEHEADER is followed by a header that tells its own size.
FormatVersion bmp(std::string_view head, std::size_t at) {
    switch (byte(head, at) | byte(head, at + 1) << 8) {
        case 12:
            return {"bmp", "BMP (OS/2)", "1", ""};
        case 40:
            return {"bmp", "BMP", "3", "fmt/116"};
        case 108:
            return {"bmp", "BMP", "4", "fmt/118"};
        case 124:
            return {"bmp", "BMP", "5", "fmt/119"};
        default:
            return {"bmp", "BMP", "", ""};
    }
}

FormatVersion image(ImageFormat format, std::string_view head) {
    switch (format) {
        case ImageFormat::tiff:
            return byte(head, 2) == 43 || byte(head, 3) == 43 ? FormatVersion{"tiff", "BigTIFF", "", ""}
                                                              : FormatVersion{"tiff", "TIFF", "", "fmt/353"};
        case ImageFormat::jpeg:
            return jpeg(head);
        case ImageFormat::png:
            return {"png", "PNG", "", ""};
        case ImageFormat::pnm:
            return {"pnm", "Netpbm", "P" + std::string(head.substr(1, 1)), ""};
        case ImageFormat::bmp:
            return bmp(head, 14);
        case ImageFormat::dib:
            return bmp(head, 0);
    }
    return {};
}

}  // namespace

Result<FormatVersion> format_version_of(const std::filesystem::path& path) {
    const Result<InputFile> file = InputFile::open(path);
    if (!file) {
        return file.error();
    }
    std::array<std::uint8_t, head_bytes> bytes{};
    const std::size_t got = file->read_at(0, bytes);
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()), got);
    if (const std::optional<ImageFormat> format = sniff_image_format(std::span(bytes).first(got))) {
        return image(*format, head);
    }
    if (head.starts_with("%PDF-") && head.size() > 8) {
        const std::string version(head.substr(5, 3));
        return FormatVersion{"pdf", "PDF", version, key_of(pdf_versions, version)};
    }
    if (head.starts_with("{\\rtf")) {
        return FormatVersion{"rtf", "RTF", "", ""};
    }
    if (head.starts_with("<?xml")) {
        return FormatVersion{"xml", "XML", "", "fmt/101"};
    }
    return FormatVersion{};
}

}  // namespace arc
