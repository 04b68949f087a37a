#include "base/say.hpp"
#include "image/bmp_rle.hpp"
#include "image/byte_reader.hpp"
#include "image/image_impl.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>

namespace arc {
namespace {

// biCompression of BITMAPINFOHEADER.
enum Compression : std::uint32_t { rgb = 0, rle8 = 1, rle4 = 2, fields = 3, alpha_fields = 6 };

struct BmpHeader {
    std::int64_t width = 0;
    std::int64_t height = 0;
    bool top_down = false;
    int bits = 0;
    std::uint32_t compression = rgb;
    std::array<std::uint32_t, 3> masks{};              // red, green, blue of 16- and 32-bit pixels
    std::vector<std::uint8_t> palette;                 // luma
    std::vector<std::array<std::uint8_t, 3>> colours;  // the same, as red, green and blue
    bool colourful = false;                            // the palette holds more than grey
    std::int64_t pixels = 0;                           // offset in the file
    double dpi_x = 0;
    double dpi_y = 0;

    std::int64_t row_bytes() const { return (width * bits + 31) / 32 * 4; }
    bool runs() const { return compression == rle8 || compression == rle4; }
};

class BmpHeaderReader {
public:
    BmpHeaderReader(const InputFile& file, ImageFormat format)
        : file_(file), start_(format == ImageFormat::bmp ? 14 : 0) {}

    Result<BmpHeader> read() {
        size_ = number(start_, 4);
        if (size_ != 12 && (size_ < 16 || size_ > 1024)) {
            return damaged(say("the header is not readable"));
        }
        size_ == 12 ? read_core() : read_info();
        if (const std::optional<Error> error = check()) {
            return *error;
        }
        const std::int64_t after = read_masks();
        const std::int64_t palette = read_palette(after);
        header_.pixels = start_ == 14 ? number(10, 4) : after + palette;
        return header_;
    }

private:
    Error damaged(std::string what) const {
        return {ErrorCode::damaged, file_.subject(), std::move(what), say("scan the page again")};
    }
    std::uint32_t number(std::int64_t offset, std::size_t count) const {
        std::array<std::uint8_t, 4> bytes{};
        file_.read_at(offset, std::span(bytes).first(count));
        return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8 |
               static_cast<std::uint32_t>(bytes[2]) << 16 | static_cast<std::uint32_t>(bytes[3]) << 24;
    }
    std::int64_t whole(std::int64_t offset) const { return static_cast<std::int32_t>(number(offset, 4)); }

    void read_core() {
        header_.width = number(start_ + 4, 2);
        header_.height = number(start_ + 6, 2);
        header_.bits = static_cast<int>(number(start_ + 10, 2));
    }
    void read_info() {
        header_.width = whole(start_ + 4);
        const std::int64_t height = whole(start_ + 8);
        header_.top_down = height < 0;
        header_.height = std::abs(height);
        header_.bits = static_cast<int>(number(start_ + 14, 2));
        if (size_ >= 40) {
            header_.compression = number(start_ + 16, 4);
            header_.dpi_x = static_cast<double>(std::max<std::int64_t>(0, whole(start_ + 24))) * 0.0254;
            header_.dpi_y = static_cast<double>(std::max<std::int64_t>(0, whole(start_ + 28))) * 0.0254;
            colours_ = number(start_ + 32, 4);
        }
    }

    std::optional<Error> check() const {
        const std::uint32_t kind = header_.compression;
        if (kind > fields && kind != alpha_fields) {
            return Error{ErrorCode::unsupported, file_.subject(), say("BMP compression {} cannot be read", kind),
                         say("take it whole with --opaque image")};
        }
        constexpr std::array depths{1, 4, 8, 16, 24, 32};
        const bool known = std::ranges::find(depths, header_.bits) != depths.end();
        const bool fits = kind == rgb || (kind == rle8 && header_.bits == 8) || (kind == rle4 && header_.bits == 4) ||
                          (kind >= fields && (header_.bits == 16 || header_.bits == 32));
        if (!known || !fits) {
            return damaged(say("{} bits a pixel with compression {} make no picture", header_.bits, kind));
        }
        if (header_.width <= 0 || header_.height <= 0) {
            return damaged(say("the picture has no pixels ({} × {})", header_.width, header_.height));
        }
        return std::nullopt;
    }

    // The offset behind header and masks.
    std::int64_t read_masks() {
        const bool given = header_.compression >= fields;
        const bool behind = given && size_ == 40;  // later headers hold them at the same place
        if (given) {
            for (std::size_t i = 0; i < 3; ++i) {
                header_.masks[i] = number(start_ + 40 + 4 * static_cast<std::int64_t>(i), 4);
            }
        } else if (header_.bits == 16) {
            header_.masks = {0x7c00, 0x03e0, 0x001f};
        } else {
            header_.masks = {0xff0000, 0x00ff00, 0x0000ff};
        }
        return start_ + size_ + (!behind ? 0 : header_.compression == alpha_fields ? 16 : 12);
    }

    // The bytes it takes.
    std::int64_t read_palette(std::int64_t offset) {
        const std::int64_t entry = size_ == 12 ? 3 : 4;
        if (header_.bits > 8) {
            return std::min<std::int64_t>(colours_, 256) * entry;
        }
        const std::size_t most = std::size_t{1} << header_.bits;
        const std::size_t count = colours_ == 0 ? most : std::min<std::size_t>(colours_, most);
        header_.palette.assign(most, 0);
        header_.colours.assign(most, {});
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t colour = number(offset + entry * static_cast<std::int64_t>(i), 3);
            const std::uint32_t red = colour >> 16;
            const std::uint32_t green = colour >> 8 & 0xff;
            const std::uint32_t blue = colour & 0xff;
            header_.palette[i] = luma(red, green, blue);
            header_.colours[i] = {static_cast<std::uint8_t>(red), static_cast<std::uint8_t>(green),
                                  static_cast<std::uint8_t>(blue)};
            header_.colourful = header_.colourful || red != green || green != blue;
        }
        return entry * static_cast<std::int64_t>(count);
    }

    const InputFile& file_;
    std::int64_t start_;
    std::uint32_t size_ = 0;
    std::uint32_t colours_ = 0;
    BmpHeader header_;
};

unsigned masked(std::uint32_t pixel, std::uint32_t mask) {
    if (mask == 0) {
        return 0;
    }
    const std::uint64_t largest = mask >> std::countr_zero(mask);
    return static_cast<unsigned>(std::uint64_t{(pixel & mask) >> std::countr_zero(mask)} * 255 / largest);
}

using Rgb = std::array<std::uint8_t, 3>;

// The colour of a pixel of an unpacked row; runs come as an index a byte.
Rgb colour_at(const BmpHeader& header, const std::uint8_t* row, std::int64_t x) {
    if (header.runs() || header.bits == 8) {
        return header.colours[row[x]];
    }
    if (header.bits == 4) {
        return header.colours[row[x / 2] >> (x % 2 == 0 ? 4 : 0) & 15];
    }
    if (header.bits == 24) {
        return {row[3 * x + 2], row[3 * x + 1], row[3 * x]};
    }
    std::uint32_t pixel = 0;
    for (int i = header.bits / 8; i-- > 0;) {
        pixel = pixel << 8 | row[x * header.bits / 8 + i];
    }
    Rgb colour{};
    std::ranges::transform(header.masks, colour.begin(),
                           [&](std::uint32_t mask) { return static_cast<std::uint8_t>(masked(pixel, mask)); });
    return colour;
}

void gray_of_row(const BmpHeader& header, const std::uint8_t* row, std::uint8_t* gray) {
    if (header.runs() || header.bits == 8) {
        std::transform(row, row + header.width, gray, [&](std::uint8_t i) { return header.palette[i]; });
        return;
    }
    for (std::int64_t x = 0; x < header.width; ++x) {
        const Rgb colour = colour_at(header, row, x);
        gray[x] = luma(colour[0], colour[1], colour[2]);
    }
}

class BmpImage final : public ImageFile::Impl {
public:
    BmpImage(InputFile input, const ImageLimits& allowed, ImageFormat kind, BmpHeader header)
        : Impl(kind, std::move(input), allowed), header_(std::move(header)) {}

    Result<Stored> stored(int) override {
        if (std::optional<Error> error = too_large(0, header_.width, header_.height)) {
            return *error;
        }
        const std::int64_t end = header_.pixels + header_.row_bytes() * header_.height;
        if (!header_.runs() && end > file.size()) {
            return damaged(0, say("the picture is cut off ({} of {} bytes)", file.size(), end));
        }
        Stored stored;
        // Rows stand from the bottom up unless the height is negative.
        stored.turn = header_.top_down ? 1 : 4;
        stored.packed = header_.bits == 1;
        FrameInfo& info = stored.info;
        info.width = static_cast<int>(header_.width);
        info.height = static_cast<int>(header_.height);
        info.dpi_x = header_.dpi_x;
        info.dpi_y = header_.dpi_y;
        info.bits_per_sample = header_.bits <= 8 ? header_.bits : header_.bits == 16 ? 5 : 8;
        info.mode = stored.packed                             ? PixelMode::bilevel
                    : header_.bits <= 8 && !header_.colourful ? PixelMode::gray
                                                              : PixelMode::colour;
        info.compression = header_.runs() ? "RLE" : "none";
        return stored;
    }

    Result<BitImage> read_bits(int) override {
        BitImage bits(static_cast<int>(header_.width), static_cast<int>(header_.height));
        ByteReader reader(file, header_.pixels);
        std::vector<std::uint8_t> row(static_cast<std::size_t>(header_.row_bytes()));
        for (int y = 0; y < bits.height; ++y) {
            if (!reader.read(row)) {
                return cut_off(y);
            }
            std::copy_n(row.begin(), std::min(row.size(), bits.stride), bits.row(y));
        }
        make_ink_one(bits, header_.palette[0] < header_.palette[1]);
        return bits;
    }

    Result<Done> read_rows(int, int, RowSink& sink) override {
        std::vector<std::uint8_t> gray(static_cast<std::size_t>(header_.width));
        sink.begin(static_cast<int>(header_.width), static_cast<int>(header_.height), 1);
        return for_each_row([&](const std::uint8_t* row) {
            gray_of_row(header_, row, gray.data());
            return sink.row(gray.data());
        });
    }

    Result<Done> read_colours(int, int, const ColourRow& put) override {
        std::vector<std::uint8_t> rgb;
        return for_each_row([&](const std::uint8_t* row) {
            rgb.clear();
            for (std::int64_t x = 0; x < header_.width; ++x) {
                const Rgb colour = colour_at(header_, row, x);
                rgb.insert(rgb.end(), colour.begin(), colour.end());
            }
            put(rgb.data());
            return true;
        });
    }

private:
    // Rows as they stand in the file, runs as an index a byte. `wanted` says whether to go on.
    Result<Done> for_each_row(const std::function<bool(const std::uint8_t*)>& wanted) {
        ByteReader reader(file, header_.pixels);
        BmpRuns runs(file, header_.pixels, header_.bits);
        std::vector<std::uint8_t> row(static_cast<std::size_t>(header_.runs() ? header_.width : header_.row_bytes()));
        for (int y = 0; y < header_.height; ++y) {
            if (!(header_.runs() ? runs.next(row) : reader.read(row))) {
                return cut_off(y);
            }
            if (!wanted(row.data())) {
                break;
            }
        }
        return Done{};
    }

    Error cut_off(int row) const {
        return damaged(0, say("the picture is cut off in row {} of {}", row + 1, header_.height));
    }

    BmpHeader header_;
};

}  // namespace

Result<ImageImpl> open_bmp(InputFile file, const ImageLimits& limits, ImageFormat format) {
    Result<BmpHeader> header = BmpHeaderReader(file, format).read();
    if (!header) {
        return header.error();
    }
    return ImageImpl(std::make_unique<BmpImage>(std::move(file), limits, format, std::move(*header)));
}

}  // namespace arc
