#include "image/write_tiff.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "image/colour_image.hpp"

#include <tiffio.h>

#include <memory>

namespace arc {
namespace {

constexpr int rows_a_strip = 256;

struct Close {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Writer = std::unique_ptr<TIFF, Close>;

// libtiff's global words about a file are not for people: what fails is told by return values.
int quiet(TIFF*, void*, const char*, const char*, va_list) {
    return 1;
}

Writer create(const std::filesystem::path& to) {
    const std::unique_ptr<TIFFOpenOptions, void (*)(TIFFOpenOptions*)> options(TIFFOpenOptionsAlloc(),
                                                                               TIFFOpenOptionsFree);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), quiet, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), quiet, nullptr);
    return Writer(TIFFOpenExt(to.c_str(), "w", options.get()));
}

void describe(TIFF* tiff, const FrameInfo& info, int samples, int bits) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(info.width));
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(info.height));
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, samples);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, bits == 1 ? COMPRESSION_CCITTFAX4 : COMPRESSION_ADOBE_DEFLATE);
    if (bits != 1) {
        TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    }
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC,
                 bits == 1      ? PHOTOMETRIC_MINISWHITE
                 : samples == 1 ? PHOTOMETRIC_MINISBLACK
                                : PHOTOMETRIC_RGB);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, bits == 1 ? info.height : rows_a_strip);
    if (info.dpi_x > 0 && info.dpi_y > 0) {
        TIFFSetField(tiff, TIFFTAG_XRESOLUTION, info.dpi_x);
        TIFFSetField(tiff, TIFFTAG_YRESOLUTION, info.dpi_y);
        TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    }
}

// libtiff asks for rows that it could write to.
bool put_rows(TIFF* tiff, std::uint8_t* first, std::size_t stride, int rows) {
    for (int y = 0; y < rows; ++y) {
        if (TIFFWriteScanline(tiff, first + stride * static_cast<std::size_t>(y), static_cast<std::uint32_t>(y), 0) !=
            1) {
            return false;
        }
    }
    return true;
}

Result<Done> put_frame(ImageFile& image, int frame, TIFF* tiff, const std::string& name) {
    const Result<FrameInfo> info = image.info(frame);
    if (!info) {
        return info.error();
    }
    bool written = false;
    if (info->mode == PixelMode::bilevel) {
        Result<BitImage> bits = image.read_bilevel(frame);
        if (!bits) {
            return bits.error();
        }
        describe(tiff, *info, 1, 1);
        written = put_rows(tiff, bits->bytes.data(), bits->stride, bits->height);
    } else if (info->mode == PixelMode::gray) {
        Result<GrayImage> gray = image.read_gray(frame);
        if (!gray) {
            return gray.error();
        }
        describe(tiff, *info, 1, 8);
        written = put_rows(tiff, gray->pixels.data(), static_cast<std::size_t>(gray->width), gray->height);
    } else {
        Result<ColourImage> colours = read_upright_colours(image, frame);
        if (!colours) {
            return colours.error();
        }
        describe(tiff, *info, 3, 8);
        written = put_rows(tiff, colours->pixels.data(), static_cast<std::size_t>(colours->width) * 3, colours->height);
    }
    if (!written || TIFFWriteDirectory(tiff) != 1) {
        return Error{ErrorCode::io, name, say("cannot be written"), say("check the disk")};
    }
    return Done{};
}

Result<bool> frames_are_alike(ImageFile& a, ImageFile& b, int frame, PixelMode mode) {
    if (mode == PixelMode::colour) {
        const Result<ColourImage> left = read_upright_colours(a, frame);
        const Result<ColourImage> right = read_upright_colours(b, frame);
        if (!left || !right) {
            return left ? right.error() : left.error();
        }
        return left->width == right->width && left->pixels == right->pixels;
    }
    if (mode == PixelMode::bilevel) {
        const Result<BitImage> left = a.read_bilevel(frame);
        const Result<BitImage> right = b.read_bilevel(frame);
        if (!left || !right) {
            return left ? right.error() : left.error();
        }
        return left->width == right->width && left->bytes == right->bytes;
    }
    const Result<GrayImage> left = a.read_gray(frame);
    const Result<GrayImage> right = b.read_gray(frame);
    if (!left || !right) {
        return left ? right.error() : left.error();
    }
    return left->width == right->width && left->pixels == right->pixels;
}

}  // namespace

Result<std::string> reason_not_to_rewrite(const std::filesystem::path& file) {
    Result<ImageFile> image = ImageFile::open(file);
    if (!image) {
        return image.error();
    }
    for (int frame = 0; frame < image->frames(); ++frame) {
        const Result<FrameInfo> info = image->info(frame);
        if (!info) {
            return info.error();
        }
        if (info->bits_per_sample > 8) {
            return say("page {} has {} bits a sample, of which 8 would be left", frame + 1, info->bits_per_sample);
        }
        if (!info->measurable) {
            return say("page {} is too large to be decoded", frame + 1);
        }
    }
    return std::string();
}

Result<Done> write_tiff_of(const std::filesystem::path& from, const std::filesystem::path& to) {
    Result<ImageFile> image = ImageFile::open(from);
    if (!image) {
        return image.error();
    }
    const std::string name = printable(to.string());
    const Writer writer = create(to);
    if (!writer) {
        return Error{ErrorCode::io, name, say("cannot be made"), say("check the disk")};
    }
    for (int frame = 0; frame < image->frames(); ++frame) {
        const Result<Done> put = put_frame(*image, frame, writer.get(), name);
        if (!put) {
            return put;
        }
    }
    return TIFFFlush(writer.get()) == 1 ? Result<Done>(Done{})
                                        : Error{ErrorCode::io, name, say("cannot be written"), say("check the disk")};
}

Result<bool> shows_the_same(const std::filesystem::path& a, const std::filesystem::path& b) {
    Result<ImageFile> left = ImageFile::open(a);
    Result<ImageFile> right = ImageFile::open(b);
    if (!left || !right) {
        return left ? right.error() : left.error();
    }
    if (left->frames() != right->frames()) {
        return false;
    }
    for (int frame = 0; frame < left->frames(); ++frame) {
        const Result<FrameInfo> info = left->info(frame);
        const Result<FrameInfo> other = right->info(frame);
        if (!info || !other) {
            return info ? other.error() : info.error();
        }
        if (info->mode != other->mode || info->width != other->width || info->height != other->height) {
            return false;
        }
        const Result<bool> alike = frames_are_alike(*left, *right, frame, info->mode);
        if (!alike || !*alike) {
            return alike;
        }
    }
    return true;
}

}  // namespace arc
