#include "base/say.hpp"
#include "base/text.hpp"
#include "image/image_impl.hpp"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <functional>

namespace arc {
namespace {

// libpng's reader. Its errors come back by longjmp into the member function that called libpng, none of which holds
// anything that would have to be destroyed.
class PngDecoder {
public:
    explicit PngDecoder(std::FILE* stream) {
        std::rewind(stream);
        png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, stop, [](png_structp, png_const_charp) {});
        info_ = png_ == nullptr ? nullptr : png_create_info_struct(png_);
        if (info_ != nullptr) {
            png_init_io(png_, stream);
        }
    }
    ~PngDecoder() { png_destroy_read_struct(&png_, &info_, nullptr); }
    PngDecoder(const PngDecoder&) = delete;
    PngDecoder& operator=(const PngDecoder&) = delete;

    bool read_header() {
        if (info_ == nullptr || setjmp(back_) != 0) {
            return false;
        }
        // A wrong check sum is damage wherever it stands. Most other chunks are not needed and not unpacked.
        png_set_crc_action(png_, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
        png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, skipped_chunks, skipped_count);
        png_set_user_limits(png_, 0x7fffffff, 0x7fffffff);
        png_set_chunk_malloc_max(png_, 8'000'000);
        png_read_info(png_, info_);
        return true;
    }
    // One-bit grey or palette without transparency comes packed; all else as 8-bit samples, colour and opacity apart.
    bool start(bool packed) {
        if (setjmp(back_) != 0) {
            return false;
        }
        if (!packed) {
            png_set_expand(png_);
            png_set_scale_16(png_);
        }
        passes_ = png_set_interlace_handling(png_);
        png_read_update_info(png_, info_);
        return true;
    }
    bool read_row(std::uint8_t* row) {
        if (setjmp(back_) != 0) {
            return false;
        }
        png_read_row(png_, row, nullptr);
        return true;
    }
    bool finish() {
        if (setjmp(back_) != 0) {
            return false;
        }
        png_read_end(png_, nullptr);
        return true;
    }

    png_const_structp png() const { return png_; }
    png_const_infop info() const { return info_; }
    int passes() const { return passes_; }
    bool has(png_uint_32 chunk) const { return png_get_valid(png_, info_, chunk) != 0; }
    const std::string& problem() const { return problem_; }

private:
    static void stop(png_structp png, png_const_charp message) {
        auto& self = *static_cast<PngDecoder*>(png_get_error_ptr(png));
        self.problem_ = printable(message);
        std::longjmp(self.back_, 1);
    }

    // All that libpng knows but pixels, transparency and resolution.
    static constexpr png_byte skipped_chunks[] =
        "bKGD\0cHRM\0eXIf\0gAMA\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0sBIT\0sCAL\0sPLT\0sTER\0sRGB\0tEXt\0tIME\0zTXt";
    static constexpr int skipped_count = sizeof(skipped_chunks) / 5;

    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    int passes_ = 1;
    std::jmp_buf back_{};
    std::string problem_;
};

// One row of 8-bit samples, as 1 grey, 2 grey and opacity, 3 RGB, 4 RGB and opacity.
void gray_of_row(const std::uint8_t* row, int width, int channels, std::uint8_t* gray) {
    for (int x = 0; x < width; ++x, row += channels) {
        const std::uint8_t value = channels >= 3 ? luma(row[0], row[1], row[2]) : row[0];
        gray[x] = channels % 2 == 0 ? on_white(value, row[channels - 1]) : value;
    }
}

void colours_of_row(const std::uint8_t* row, int width, int channels, std::uint8_t* rgb) {
    for (int x = 0; x < width; ++x, row += channels) {
        for (int i = 0; i < 3; ++i) {
            const std::uint8_t value = row[channels >= 3 ? i : 0];
            *rgb++ = channels % 2 == 0 ? on_white(value, row[channels - 1]) : value;
        }
    }
}

class PngImage final : public ImageFile::Impl {
public:
    PngImage(InputFile input, const ImageLimits& allowed) : Impl(ImageFormat::png, std::move(input), allowed) {}

    Result<Stored> stored(int) override {
        if (known_) {
            return *known_;
        }
        PngDecoder decoder(file.stream());
        if (!decoder.read_header()) {
            return undecodable(decoder);
        }
        const std::int64_t width = png_get_image_width(decoder.png(), decoder.info());
        const std::int64_t height = png_get_image_height(decoder.png(), decoder.info());
        if (std::optional<Error> error = too_large(0, width, height)) {
            return *error;
        }
        known_ = describe(decoder);
        return *known_;
    }

    Result<BitImage> read_bits(int frame) override {
        const Result<Stored> known = stored(frame);
        if (!known) {
            return known.error();
        }
        PngDecoder decoder(file.stream());
        if (!decoder.read_header()) {
            return undecodable(decoder);
        }
        const bool zero_is_ink = darker_is_zero(decoder);
        if (!decoder.start(true)) {
            return undecodable(decoder);
        }
        BitImage bits(known->info.width, known->info.height);
        for (int pass = 0; pass < decoder.passes(); ++pass) {
            for (int y = 0; y < bits.height; ++y) {
                if (!decoder.read_row(bits.row(y))) {
                    return undecodable(decoder);
                }
            }
        }
        if (!decoder.finish()) {
            return undecodable(decoder);
        }
        make_ink_one(bits, zero_is_ink);
        return bits;
    }

    Result<Done> read_rows(int, int, RowSink& sink) override {
        std::vector<std::uint8_t> gray;
        return for_each_row(
            [&](int width, int height) {
                gray.resize(static_cast<std::size_t>(width));
                sink.begin(width, height, 1);
            },
            [&](const std::uint8_t* row, int width, int channels) {
                gray_of_row(row, width, channels, gray.data());
                return sink.row(gray.data());
            });
    }

    Result<Done> read_colours(int, int, const ColourRow& put) override {
        std::vector<std::uint8_t> rgb;
        return for_each_row([&](int width, int) { rgb.resize(static_cast<std::size_t>(width) * 3); },
                            [&](const std::uint8_t* row, int width, int channels) {
                                colours_of_row(row, width, channels, rgb.data());
                                put(rgb.data());
                                return true;
                            });
    }

private:
    // Rows of 8-bit samples, top to bottom. `row` says whether it wants more.
    Result<Done> for_each_row(const std::function<void(int width, int height)>& begin,
                              const std::function<bool(const std::uint8_t*, int width, int channels)>& row) {
        PngDecoder decoder(file.stream());
        if (!decoder.read_header() || !decoder.start(false)) {
            return undecodable(decoder);
        }
        const int width = static_cast<int>(png_get_image_width(decoder.png(), decoder.info()));
        const int height = static_cast<int>(png_get_image_height(decoder.png(), decoder.info()));
        const int channels = png_get_channels(decoder.png(), decoder.info());
        const std::size_t bytes = png_get_rowbytes(decoder.png(), decoder.info());
        const int kept = decoder.passes() > 1 ? height : 1;
        std::vector<std::uint8_t> rows(bytes * static_cast<std::size_t>(kept));
        begin(width, height);
        for (int pass = 0; pass < decoder.passes(); ++pass) {
            for (int y = 0; y < height; ++y) {
                std::uint8_t* samples = rows.data() + bytes * static_cast<std::size_t>(y % kept);
                if (!decoder.read_row(samples)) {
                    return undecodable(decoder);
                }
                if (pass + 1 == decoder.passes() && !row(samples, width, channels)) {
                    return Done{};
                }
            }
        }
        return decoder.finish() ? Result<Done>(Done{}) : undecodable(decoder);
    }

    Stored describe(const PngDecoder& decoder) const {
        Stored stored;
        FrameInfo& info = stored.info;
        const png_const_structp png = decoder.png();
        info.width = static_cast<int>(png_get_image_width(png, decoder.info()));
        info.height = static_cast<int>(png_get_image_height(png, decoder.info()));
        info.dpi_x = png_get_x_pixels_per_meter(png, decoder.info()) * 0.0254;
        info.dpi_y = png_get_y_pixels_per_meter(png, decoder.info()) * 0.0254;
        info.bits_per_sample = png_get_bit_depth(png, decoder.info());
        info.compression = "Deflate";
        const int type = png_get_color_type(png, decoder.info());
        stored.packed = info.bits_per_sample == 1 && !decoder.has(PNG_INFO_tRNS);
        info.mode = stored.packed                        ? PixelMode::bilevel
                    : (type & PNG_COLOR_MASK_COLOR) == 0 ? PixelMode::gray
                                                         : PixelMode::colour;
        info.measurable = png_get_interlace_type(png, decoder.info()) == PNG_INTERLACE_NONE || stored.packed ||
                          std::int64_t{info.width} * info.height <= limits.max_whole_pixels;
        return stored;
    }

    static bool darker_is_zero(const PngDecoder& decoder) {
        png_colorp colours = nullptr;
        int count = 0;
        if (png_get_PLTE(decoder.png(), const_cast<png_infop>(decoder.info()), &colours, &count) == 0) {
            return true;
        }
        const auto light = [&](int i) { return luma(colours[i].red, colours[i].green, colours[i].blue); };
        return count >= 2 ? light(0) < light(1) : count == 1 && light(0) < 128;
    }

    Error undecodable(const PngDecoder& decoder) const {
        return damaged(0, say("the picture cannot be decoded: {}", decoder.problem()));
    }

    std::optional<Stored> known_;
};

}  // namespace

Result<ImageImpl> open_png(InputFile file, const ImageLimits& limits) {
    return ImageImpl(std::make_unique<PngImage>(std::move(file), limits));
}

}  // namespace arc
