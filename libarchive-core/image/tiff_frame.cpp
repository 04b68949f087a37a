#include "image/tiff_frame.hpp"

#include "base/say.hpp"
#include "image/orient.hpp"
#include "image/tiff_tags.hpp"

#include <tiffio.h>

#include <algorithm>
#include <array>

namespace arc {
namespace {

using Colour = TiffSamples::Colour;

// What a band of tiles or a strip for libtiff's own conversion may take.
constexpr std::int64_t largest_band = 160'000'000;

// Nothing for colour spaces that libtiff must convert.
std::optional<Colour> colour_of(int photometric, int compression) {
    switch (photometric) {
        case PHOTOMETRIC_MINISWHITE:
            return Colour::white_is_zero;
        case PHOTOMETRIC_MASK:
        case PHOTOMETRIC_MINISBLACK:
            return Colour::black_is_zero;
        case PHOTOMETRIC_PALETTE:
            return Colour::palette;
        case PHOTOMETRIC_RGB:
            return Colour::rgb;
        case PHOTOMETRIC_SEPARATED:
            return Colour::cmyk;
        case PHOTOMETRIC_CIELAB:
        case PHOTOMETRIC_ICCLAB:
            return Colour::lightness;
        // The JPEG codec is asked for RGB.
        case PHOTOMETRIC_YCBCR:
            return compression == COMPRESSION_JPEG ? std::optional(Colour::rgb) : std::nullopt;
        default:
            return std::nullopt;
    }
}

void find_opacity(TIFF* tiff, TiffSamples& samples) {
    std::uint16_t count = 0;
    std::uint16_t* kinds = nullptr;
    if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds) != 1 || kinds == nullptr) {
        return;
    }
    for (int i = 0; i < count && samples.inks() + i < samples.samples; ++i) {
        if (kinds[i] == EXTRASAMPLE_ASSOCALPHA || kinds[i] == EXTRASAMPLE_UNASSALPHA) {
            samples.alpha = samples.inks() + i;
            samples.premultiplied = kinds[i] == EXTRASAMPLE_ASSOCALPHA;
            return;
        }
    }
}

// The darker of two palette entries is ink.
bool zero_is_ink(const TiffSamples& samples) {
    if (samples.colour == Colour::palette) {
        return samples.palette.size() == 2 && samples.palette[0] < samples.palette[1];
    }
    return samples.colour == Colour::black_is_zero;
}

class FrameReading {
public:
    FrameReading(const ImageFile::Impl& impl, int number, TiffHandle& handle)
        : impl_(impl), number_(number), tiff_(handle.get()) {}

    Result<TiffFrame> describe() {
        compression_ = tiff_number(tiff_, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
        frame_.stored.info.compression = tiff_compression(compression_);
        if (TIFFIsCODECConfigured(static_cast<std::uint16_t>(compression_)) != 1) {
            return unsupported(say("compression {} cannot be read", frame_.stored.info.compression));
        }
        if (std::optional<Error> error = size()) {
            return *error;
        }
        if (std::optional<Error> error = samples()) {
            return *error;
        }
        if (compression_ == COMPRESSION_CCITTFAX3) {
            frame_.forgiven = (frame_.height + 99) / 100;
        }
        way();
        facts();
        return frame_;
    }

private:
    Error unsupported(std::string what) const {
        return impl_.trouble(number_, ErrorCode::unsupported, std::move(what),
                             say("take it whole with --opaque image"));
    }

    std::optional<Error> size() {
        std::uint32_t width = 0;
        std::uint32_t height = 0;
        TIFFGetField(tiff_, TIFFTAG_IMAGEWIDTH, &width);
        TIFFGetField(tiff_, TIFFTAG_IMAGELENGTH, &height);
        if (std::optional<Error> error = impl_.too_large(number_, width, height)) {
            return error;
        }
        frame_.width = static_cast<int>(width);
        frame_.height = static_cast<int>(height);
        return std::nullopt;
    }

    std::optional<Error> samples() {
        TiffSamples& samples = frame_.samples;
        samples.bits = tiff_number(tiff_, TIFFTAG_BITSPERSAMPLE, 1);
        samples.samples = tiff_number(tiff_, TIFFTAG_SAMPLESPERPIXEL, 1);
        samples.separate = tiff_number(tiff_, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE &&
                           samples.samples > 1;
        std::uint16_t photometric = PHOTOMETRIC_MINISWHITE;
        if (TIFFGetField(tiff_, TIFFTAG_PHOTOMETRIC, &photometric) != 1 && samples.samples >= 3) {
            photometric = PHOTOMETRIC_RGB;
        }
        if (photometric == PHOTOMETRIC_YCBCR && compression_ == COMPRESSION_JPEG) {
            TIFFSetField(tiff_, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        }
        const std::optional<Colour> colour =
            compression_ == COMPRESSION_OJPEG ? std::nullopt : colour_of(photometric, compression_);
        frame_.way = colour ? TiffFrame::Way::rows : TiffFrame::Way::rgba;
        samples.colour = colour.value_or(Colour::rgb);
        return colour ? check_samples() : check_rgba();
    }

    std::optional<Error> check_samples() {
        TiffSamples& samples = frame_.samples;
        const int format = tiff_number(tiff_, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
        if (format != SAMPLEFORMAT_UINT && format != SAMPLEFORMAT_VOID) {
            return unsupported(say("its samples are not unsigned whole numbers"));
        }
        if (samples.bits < 1 || (samples.bits > 16 && samples.bits != 32)) {
            return unsupported(say("{} bits a sample are not read", samples.bits));
        }
        if (samples.samples > 32) {
            return unsupported(say("{} samples a pixel are not read", samples.samples));
        }
        if (samples.samples < samples.inks()) {
            return impl_.damaged(number_, say("{} samples a pixel do not make a colour", samples.samples));
        }
        if (samples.colour == Colour::palette) {
            samples.palette = tiff_palette(tiff_, samples.bits);
            if (samples.palette.empty()) {
                return impl_.damaged(number_, say("the palette is missing"));
            }
        }
        find_opacity(tiff_, samples);
        return std::nullopt;
    }

    std::optional<Error> check_rgba() {
        std::array<char, 1024> reason{};
        if (TIFFRGBAImageOK(tiff_, reason.data()) != 1) {
            return unsupported(say("its colours cannot be read: {}", reason.data()));
        }
        return std::nullopt;
    }

    void way() {
        TiffSamples& samples = frame_.samples;
        frame_.tiled = TIFFIsTiled(tiff_) != 0;
        std::uint32_t band = 0;
        std::uint32_t tile_width = static_cast<std::uint32_t>(frame_.width);
        if (frame_.tiled) {
            TIFFGetField(tiff_, TIFFTAG_TILELENGTH, &band);
            TIFFGetField(tiff_, TIFFTAG_TILEWIDTH, &tile_width);
        } else {
            TIFFGetFieldDefaulted(tiff_, TIFFTAG_ROWSPERSTRIP, &band);
            band = std::min(band, static_cast<std::uint32_t>(frame_.height));
        }
        const bool bits = samples.bits == 1 && samples.samples == 1 && frame_.way == TiffFrame::Way::rows;
        tile_width = std::max(tile_width, 1U);
        band = std::max(band, 1U);
        const std::int64_t columns = (frame_.width + std::int64_t{tile_width} - 1) / tile_width;
        const std::int64_t pixel_bits =
            frame_.way == TiffFrame::Way::rgba ? 32 : std::int64_t{samples.bits} * samples.samples;
        // Tiles a million pixels wide or high are no tiles; the product stays inside 64 bits.
        const std::int64_t band_bytes = columns * tile_width * pixel_bits / 8 * band;
        const bool by_band = frame_.tiled || frame_.way == TiffFrame::Way::rgba;
        frame_.stored.info.measurable =
            !by_band || (tile_width <= 1U << 20 && band <= 1U << 20 && band_bytes <= largest_band);
        frame_.tile_width = static_cast<int>(std::min(tile_width, 1U << 30));
        frame_.band = static_cast<int>(std::min(band, 1U << 30));
        if (bits) {
            frame_.way = TiffFrame::Way::bits;
            frame_.zero_is_ink = zero_is_ink(samples);
        } else if (frame_.tiled && frame_.way == TiffFrame::Way::rows) {
            frame_.way = TiffFrame::Way::tiles;
        }
    }

    void facts() {
        FrameInfo& info = frame_.stored.info;
        info.orientation = tiff_number(tiff_, TIFFTAG_ORIENTATION, 1);
        if (info.orientation < 1 || info.orientation > 8) {
            info.orientation = 1;
        }
        frame_.stored.turn = info.orientation;
        frame_.stored.packed = frame_.way == TiffFrame::Way::bits;
        info.width = frame_.width;
        info.height = frame_.height;
        info.dpi_x = tiff_dpi(tiff_, TIFFTAG_XRESOLUTION);
        info.dpi_y = tiff_dpi(tiff_, TIFFTAG_YRESOLUTION);
        if (lies_on_its_side(info.orientation)) {
            std::swap(info.width, info.height);
            std::swap(info.dpi_x, info.dpi_y);
        }
        info.bits_per_sample = frame_.samples.bits;
        const Colour colour = frame_.samples.colour;
        const bool gray = colour == Colour::white_is_zero || colour == Colour::black_is_zero;
        info.mode = frame_.stored.packed ? PixelMode::bilevel : gray ? PixelMode::gray : PixelMode::colour;
    }

    const ImageFile::Impl& impl_;
    int number_;
    TIFF* tiff_;
    int compression_ = COMPRESSION_NONE;
    TiffFrame frame_;
};

}  // namespace

Result<TiffFrame> describe_tiff_frame(const ImageFile::Impl& impl, int frame, TiffHandle& handle) {
    return FrameReading(impl, frame, handle).describe();
}

}  // namespace arc
