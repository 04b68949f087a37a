#include "image/encoded_picture.hpp"

#include "base/say.hpp"
#include "image/colour_image.hpp"
#include "image/encoded_tiff.hpp"
#include "image/image_impl.hpp"
#include "image/pnm_frames.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace arc {
namespace {

constexpr std::size_t largest = std::size_t{1} << 30;

std::string bytes_at(const InputFile& file, std::int64_t offset, std::size_t count) {
    std::string bytes(count, '\0');
    bytes.resize(file.read_at(offset, std::span(reinterpret_cast<std::uint8_t*>(bytes.data()), count)));
    return bytes;
}

unsigned number(std::string_view bytes, std::size_t at, std::size_t length) {
    unsigned value = 0;
    for (std::size_t i = 0; i < length; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

// The components of the frame header (SOF) and whether an Adobe marker says that they are no YCbCr.
bool read_jpeg(std::string bytes, EncodedPicture& picture) {
    for (std::size_t at = 2; at + 9 < bytes.size() && static_cast<unsigned char>(bytes[at]) == 0xFF;) {
        const unsigned marker = number(bytes, at + 1, 1);
        const unsigned length = number(bytes, at + 2, 2);
        const bool frame_header =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (marker == 0xEE && length >= 14 && bytes.compare(at + 4, 5, "Adobe") == 0 && at + 15 < bytes.size()) {
            picture.plain_rgb = number(bytes, at + 15, 1) == 0;
            picture.inverted = true;  // Adobe's CMYK only; cleared below
        }
        if (frame_header) {
            picture.bits = static_cast<int>(number(bytes, at + 4, 1));
            picture.height = static_cast<int>(number(bytes, at + 5, 2));
            picture.width = static_cast<int>(number(bytes, at + 7, 2));
            picture.components = static_cast<int>(number(bytes, at + 9, 1));
            picture.inverted = picture.inverted && picture.components == 4;
            picture.plain_rgb = picture.plain_rgb && picture.components == 3;
            picture.filter = PictureFilter::jpeg;
            picture.strips.push_back({std::move(bytes), picture.height});
            return picture.bits == 8 && picture.height > 0 && picture.components != 2;
        }
        at += 2 + length;
    }
    return false;
}

bool read_png(const std::string& bytes, EncodedPicture& picture) {
    constexpr std::size_t signature = 8;
    std::string data;
    unsigned colour_type = 0;
    for (std::size_t at = signature; at + 12 <= bytes.size();) {
        const unsigned length = number(bytes, at, 4);
        const std::string_view type(bytes.data() + at + 4, 4);
        if (length > bytes.size() - at - 12) {
            return false;
        }
        const std::string_view content(bytes.data() + at + 8, length);
        if (type == "IHDR" && length == 13) {
            picture.width = static_cast<int>(number(content, 0, 4));
            picture.height = static_cast<int>(number(content, 4, 4));
            picture.bits = static_cast<int>(number(content, 8, 1));
            colour_type = number(content, 9, 1);
            if (number(content, 12, 1) != 0 || colour_type > 3 || picture.bits > 8) {
                return false;
            }
        } else if (type == "PLTE") {
            picture.palette = colour_type == 3 ? std::string(content) : std::string();
        } else if (type == "tRNS") {
            return false;
        } else if (type == "IDAT") {
            data += content;
        }
        at += 12 + length;
    }
    picture.components = colour_type == 2 ? 3 : 1;
    picture.filter = PictureFilter::flate;
    picture.predictor = 15;
    picture.strips.push_back({std::move(data), picture.height});
    return true;
}

// P4, P5 and P6 with 8 bits hold their rows as PDF wants them.
bool read_pnm(const InputFile& file, int frame, const FrameInfo& info, const ImageLimits& limits,
              EncodedPicture& picture) {
    const Result<std::vector<PnmSpan>> spans = pnm_spans(file, limits.max_frames);
    if (!spans || frame >= static_cast<int>(spans->size())) {
        return false;
    }
    const PnmSpan span = (*spans)[static_cast<std::size_t>(frame)];
    const std::string magic = bytes_at(file, span.begin, 2);
    const bool bits = magic == "P4";
    if ((!bits && magic != "P5" && magic != "P6") || (!bits && info.bits_per_sample != 8)) {
        return false;
    }
    picture.width = info.width;
    picture.height = info.height;
    picture.bits = bits ? 1 : 8;
    picture.components = magic == "P6" ? 3 : 1;
    picture.inverted = bits;
    const std::size_t row = (static_cast<std::size_t>(info.width) * static_cast<std::size_t>(picture.components) *
                                 static_cast<std::size_t>(picture.bits) +
                             7) /
                            8;
    const std::size_t size = row * static_cast<std::size_t>(info.height);
    if (static_cast<std::int64_t>(size) > span.end - span.begin) {
        return false;
    }
    // Samples end the frame; a maximum other than 255 needs scaling.
    const std::string head = bytes_at(file, span.begin, static_cast<std::size_t>(span.end - span.begin) - size);
    if (!bits && head.find("255") == std::string::npos) {
        return false;
    }
    picture.strips.push_back({bytes_at(file, span.end - static_cast<std::int64_t>(size), size), info.height});
    return true;
}

// Nothing where the colours cannot be had.
std::optional<EncodedPicture> decode_colours(ImageFile& image, int frame, const FrameInfo& info) {
    if (info.mode != PixelMode::colour) {
        return std::nullopt;
    }
    const Result<ColourImage> colours = read_upright_colours(image, frame);
    if (!colours) {
        return std::nullopt;
    }
    EncodedPicture picture;
    picture.width = colours->width;
    picture.height = colours->height;
    picture.dpi_x = info.dpi_x;
    picture.dpi_y = info.dpi_y;
    picture.components = 3;
    picture.strips.push_back({std::string(colours->pixels.begin(), colours->pixels.end()), picture.height});
    return picture;
}

Result<EncodedPicture> decode(ImageFile& image, int frame, const FrameInfo& info) {
    if (std::optional<EncodedPicture> coloured = decode_colours(image, frame, info)) {
        return *std::move(coloured);
    }
    EncodedPicture picture;
    picture.width = info.width;
    picture.height = info.height;
    picture.dpi_x = info.dpi_x;
    picture.dpi_y = info.dpi_y;
    std::string rows;
    if (info.mode == PixelMode::bilevel) {
        const Result<BitImage> bits = image.read_bilevel(frame);
        if (!bits) {
            return bits.error();
        }
        picture.bits = 1;
        picture.inverted = true;
        const auto row = static_cast<std::size_t>(info.width + 7) / 8;
        for (int y = 0; y < bits->height; ++y) {
            rows.append(reinterpret_cast<const char*>(bits->row(y)), row);
        }
    } else {
        const Result<GrayImage> gray = image.read_gray(frame);
        if (!gray) {
            return gray.error();
        }
        rows.assign(gray->pixels.begin(), gray->pixels.end());
    }
    picture.strips.push_back({std::move(rows), picture.height});
    return picture;
}

}  // namespace

Result<EncodedPicture> encoded_picture(const std::filesystem::path& path, int frame, bool& decoded,
                                       const ImageLimits& limits) {
    Result<ImageFile> image = ImageFile::open(path, limits);
    if (!image) {
        return image.error();
    }
    const Result<FrameInfo> info = image->info(frame);
    if (!info) {
        return info.error();
    }
    const Result<InputFile> file = InputFile::open(path);
    if (!file) {
        return file.error();
    }
    EncodedPicture picture;
    picture.orientation = info->orientation;
    const bool turned = info->orientation > 4;
    picture.dpi_x = turned ? info->dpi_y : info->dpi_x;
    picture.dpi_y = turned ? info->dpi_x : info->dpi_y;
    decoded = false;
    const auto whole = [&] {
        return static_cast<std::size_t>(file->size()) > largest
                   ? std::string()
                   : bytes_at(*file, 0, static_cast<std::size_t>(file->size()));
    };
    bool taken = false;
    switch (image->format()) {
        case ImageFormat::tiff:
            taken = read_encoded_tiff(*file, frame, limits, picture);
            break;
        case ImageFormat::jpeg:
            taken = read_jpeg(whole(), picture);
            break;
        case ImageFormat::png:
            taken = read_png(whole(), picture);
            break;
        case ImageFormat::pnm:
            taken = read_pnm(*file, frame, *info, limits, picture);
            break;
        default:
            break;
    }
    if (taken) {
        return picture;
    }
    decoded = true;
    return decode(*image, frame, *info);
}

}  // namespace arc
