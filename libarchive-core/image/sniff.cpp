#include "image/sniff.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

using Bytes = std::span<const std::uint8_t>;

bool starts_with(Bytes bytes, std::string_view magic, std::size_t at = 0) {
    return bytes.size() >= at + magic.size() &&
           std::equal(magic.begin(), magic.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char c, std::uint8_t byte) { return static_cast<std::uint8_t>(c) == byte; });
}

std::uint32_t little(Bytes bytes, std::size_t at, int count) {
    std::uint32_t value = 0;
    for (int i = count; i-- > 0;) {
        value = value << 8 | bytes[at + static_cast<std::size_t>(i)];
    }
    return value;
}

bool is_tiff(Bytes bytes) {
    using namespace std::string_view_literals;
    return starts_with(bytes, "II\x2a\0"sv) || starts_with(bytes, "MM\0\x2a"sv) || starts_with(bytes, "II\x2b\0"sv) ||
           starts_with(bytes, "MM\0\x2b"sv);
}

bool is_pnm(Bytes bytes) {
    return bytes.size() >= 3 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6' &&
           (bytes[2] == ' ' || bytes[2] == '\t' || bytes[2] == '\n' || bytes[2] == '\r' || bytes[2] == '#');
}

// BITMAPINFOHEADER and its successors begin with their own size; the fields behind it leave few chances for accidents.
bool is_dib(Bytes bytes) {
    if (bytes.size() < 40) {
        return false;
    }
    const std::uint32_t header = little(bytes, 0, 4);
    const std::uint32_t bits = little(bytes, 14, 2);
    return (header == 40 || header == 52 || header == 56 || header == 108 || header == 124) &&
           little(bytes, 12, 2) == 1 &&
           (bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32) &&
           little(bytes, 16, 4) <= 6 && little(bytes, 4, 4) != 0 && little(bytes, 8, 4) != 0;
}

struct Foreign {
    std::string_view magic;
    std::size_t at;
    std::string_view what;
    std::string_view type;  // for --opaque
};

using namespace std::string_view_literals;
constexpr std::array foreign_contents{
    Foreign{"%PDF-"sv, 0, "a PDF document"sv, "pdf"sv},
    Foreign{"PK\x03\x04"sv, 0, "a ZIP container (Office, OFD or an archive)"sv, "office"sv},
    Foreign{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, 0, "an Office document of the old kind"sv, "office"sv},
    Foreign{"RIFF"sv, 0, "audio or video (RIFF)"sv, "media"sv},
    Foreign{"ID3"sv, 0, "audio (MP3)"sv, "audio"sv},
    Foreign{"OggS"sv, 0, "audio or video (Ogg)"sv, "media"sv},
    Foreign{"fLaC"sv, 0, "audio (FLAC)"sv, "audio"sv},
    Foreign{"ftyp"sv, 4, "audio, video or a HEIF picture (ISO media)"sv, "media"sv},
    Foreign{"\0\0\0\x0cjP  \r\n\x87\n"sv, 0, "a JPEG 2000 picture"sv, "image"sv},
    Foreign{"\xff\x4f\xff\x51"sv, 0, "a JPEG 2000 code stream"sv, "image"sv},
    Foreign{"GIF8"sv, 0, "a GIF picture"sv, "image"sv},
    Foreign{"\x97JB2\r\n\x1a\n"sv, 0, "a JBIG2 picture"sv, "image"sv},
    Foreign{"AT&TFORM"sv, 0, "a DjVu document"sv, "djvu"sv},
    Foreign{"P7\n"sv, 0, "a PAM picture"sv, "image"sv},
    Foreign{"<?xml"sv, 0, "XML"sv, "xml"sv},
    Foreign{"{\\rtf"sv, 0, "an RTF document"sv, "office"sv},
};

struct ForeignName {
    std::string_view extension;
    std::string_view type;
};
constexpr std::array foreign_names{
    ForeignName{"pdf", "pdf"},     ForeignName{"ofd", "ofd"},     ForeignName{"doc", "office"},
    ForeignName{"docx", "office"}, ForeignName{"xls", "office"},  ForeignName{"xlsx", "office"},
    ForeignName{"ppt", "office"},  ForeignName{"pptx", "office"}, ForeignName{"wps", "office"},
    ForeignName{"mp3", "audio"},   ForeignName{"wav", "audio"},   ForeignName{"wma", "audio"},
    ForeignName{"m4a", "audio"},   ForeignName{"flac", "audio"},  ForeignName{"mp4", "video"},
    ForeignName{"avi", "video"},   ForeignName{"mov", "video"},   ForeignName{"wmv", "video"},
    ForeignName{"mkv", "video"},   ForeignName{"mpg", "video"},   ForeignName{"jp2", "image"},
    ForeignName{"heic", "image"},  ForeignName{"gif", "image"},   ForeignName{"webp", "image"},
    ForeignName{"xml", "xml"},     ForeignName{"txt", "text"},
};
constexpr std::array image_names{"tif"sv, "tiff"sv, "jpg"sv, "jpeg"sv, "jpe"sv, "png"sv,
                                 "pnm"sv, "pbm"sv,  "pgm"sv, "ppm"sv,  "bmp"sv, "dib"sv};

Error foreign(std::string_view what, std::string_view type) {
    return {ErrorCode::unsupported, "", say("{}, not an image that can be looked at", what),
            say("take it whole with --opaque {}", type)};
}

std::string hex_of(Bytes bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += fmt::format("{}{:02x}", text.empty() ? "" : " ", byte);
    }
    return text;
}

}  // namespace

std::optional<ImageFormat> sniff_image_format(std::span<const std::uint8_t> first) {
    if (is_tiff(first)) {
        return ImageFormat::tiff;
    }
    if (starts_with(first, "\xff\xd8\xff")) {
        return ImageFormat::jpeg;
    }
    if (starts_with(first, "\x89PNG\r\n\x1a\n")) {
        return ImageFormat::png;
    }
    if (is_pnm(first)) {
        return ImageFormat::pnm;
    }
    if (starts_with(first, "BM") && first.size() >= 26) {
        return ImageFormat::bmp;
    }
    return is_dib(first) ? std::optional(ImageFormat::dib) : std::nullopt;
}

Error not_an_image(std::span<const std::uint8_t> first, std::string_view extension) {
    if (first.empty()) {
        return {ErrorCode::damaged, "", say("the file is empty"), say("scan the page again")};
    }
    for (const Foreign& content : foreign_contents) {
        if (starts_with(first, content.magic, content.at)) {
            return foreign(content.what, content.type);
        }
    }
    const std::string name = fold_words(extension.substr(extension.starts_with('.') ? 1 : 0));
    const auto known = std::ranges::find(foreign_names, name, &ForeignName::extension);
    if (known != foreign_names.end()) {
        return foreign(say("named .{}", printable(name)), known->type);
    }
    const std::string bytes = hex_of(first.first(std::min<std::size_t>(first.size(), 8)));
    if (std::ranges::find(image_names, name) != image_names.end()) {
        return {ErrorCode::damaged, "", say("named .{} but does not begin as an image (first bytes {})", name, bytes),
                say("scan the page again")};
    }
    return {ErrorCode::unsupported, "", say("not an image that can be looked at (first bytes {})", bytes),
            say("take it whole with --opaque TYPE")};
}

}  // namespace arc
