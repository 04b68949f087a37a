#include "image/encoded_tiff.hpp"

#include "image/tiff_directory.hpp"
#include "image/tiff_handle.hpp"
#include "image/tiff_tags.hpp"

#include <tiffio.h>

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::uint64_t largest_strip = std::uint64_t{1} << 30;

// Of the few tags that hold 32 bits.
std::uint32_t long_number(TIFF* tiff, std::uint32_t tag, std::uint32_t otherwise) {
    std::uint32_t value = 0;
    return TIFFGetFieldDefaulted(tiff, tag, &value) == 1 ? value : otherwise;
}

// Sets how the bytes are compressed; false for what PDF does not know.
bool set_filter(TIFF* tiff, EncodedPicture& picture) {
    switch (tiff_number(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE)) {
        case COMPRESSION_NONE:
            picture.filter = PictureFilter::none;
            return true;
        case COMPRESSION_CCITTFAX4:
            picture.filter = PictureFilter::ccitt;
            picture.ccitt_k = -1;
            return true;
        case COMPRESSION_CCITTFAX3: {
            const std::uint32_t options = long_number(tiff, TIFFTAG_GROUP3OPTIONS, 0);
            picture.filter = PictureFilter::ccitt;
            picture.ccitt_k = (options & GROUP3OPT_2DENCODING) != 0 ? 4 : 0;
            picture.ccitt_line_ends = true;
            return (options & GROUP3OPT_UNCOMPRESSED) == 0;
        }
        case COMPRESSION_CCITTRLE:
            picture.filter = PictureFilter::ccitt;
            picture.ccitt_k = 0;
            picture.ccitt_aligned = true;
            return true;
        case COMPRESSION_LZW:
            picture.filter = PictureFilter::lzw;
            return true;
        case COMPRESSION_ADOBE_DEFLATE:
        case COMPRESSION_DEFLATE:
            picture.filter = PictureFilter::flate;
            return true;
        case COMPRESSION_PACKBITS:
            picture.filter = PictureFilter::run_length;
            return true;
        case COMPRESSION_JPEG:
            picture.filter = PictureFilter::jpeg;
            return true;
        default:
            return false;
    }
}

bool set_colours(TIFF* tiff, EncodedPicture& picture) {
    const int photometric = tiff_number(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    picture.bits = tiff_number(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    picture.components = tiff_number(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    const bool jpeg = picture.filter == PictureFilter::jpeg;
    // CCITT tells black from white by its own; the rest by the values.
    const bool white_is_zero = photometric == PHOTOMETRIC_MINISWHITE;
    if (picture.filter == PictureFilter::ccitt) {
        picture.inverted = !white_is_zero;
        return picture.bits == 1 && picture.components == 1;
    }
    if (photometric == PHOTOMETRIC_MINISWHITE || photometric == PHOTOMETRIC_MINISBLACK) {
        picture.inverted = white_is_zero;
        return picture.components == 1 && picture.bits <= 8;
    }
    if (photometric == PHOTOMETRIC_PALETTE && picture.bits <= 8 && picture.components == 1) {
        std::array<std::uint16_t*, 3> maps{};
        if (TIFFGetField(tiff, TIFFTAG_COLORMAP, &maps[0], &maps[1], &maps[2]) != 1) {
            return false;
        }
        for (int i = 0; i < 1 << picture.bits; ++i) {
            for (const std::uint16_t* map : maps) {
                picture.palette += static_cast<char>(map[i] >> 8);
            }
        }
        return true;
    }
    picture.plain_rgb = photometric == PHOTOMETRIC_RGB;
    return picture.components == 3 && picture.bits == 8 &&
           (photometric == PHOTOMETRIC_RGB || (photometric == PHOTOMETRIC_YCBCR && jpeg));
}

void reverse_bits(std::string& bytes) {
    for (char& c : bytes) {
        auto byte = static_cast<unsigned char>(c);
        byte = static_cast<unsigned char>((byte & 0xF0) >> 4 | (byte & 0x0F) << 4);
        byte = static_cast<unsigned char>((byte & 0xCC) >> 2 | (byte & 0x33) << 2);
        c = static_cast<char>((byte & 0xAA) >> 1 | (byte & 0x55) << 1);
    }
}

// Strips of JPEG lack the tables that the file has once; put in behind the start-of-image marker.
std::string with_tables(TIFF* tiff, std::string strip) {
    std::uint32_t length = 0;
    const void* tables = nullptr;
    if (TIFFGetField(tiff, TIFFTAG_JPEGTABLES, &length, &tables) != 1 || length < 4 || strip.size() < 2) {
        return strip;
    }
    // Without its own start and end markers.
    return strip.substr(0, 2) + std::string(static_cast<const char*>(tables) + 2, length - 4) + strip.substr(2);
}

}  // namespace

bool read_encoded_tiff(const InputFile& file, int frame, const ImageLimits& limits, EncodedPicture& picture) {
    const Result<std::vector<std::uint64_t>> directories = tiff_directories(file, limits.max_frames);
    const Result<std::unique_ptr<TiffHandle>> handle = TiffHandle::open(file, TiffHandle::Strips::as_stored);
    if (!directories || !handle || !(*handle)->select((*directories)[static_cast<std::size_t>(frame)])) {
        return false;
    }
    TIFF* const tiff = (*handle)->get();
    picture.width = static_cast<int>(long_number(tiff, TIFFTAG_IMAGEWIDTH, 0));
    picture.height = static_cast<int>(long_number(tiff, TIFFTAG_IMAGELENGTH, 0));
    const bool planes_apart = tiff_number(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) != PLANARCONFIG_CONTIG;
    if (TIFFIsTiled(tiff) != 0 || !set_filter(tiff, picture) || !set_colours(tiff, picture) ||
        (planes_apart && picture.components > 1)) {
        return false;
    }
    const bool predicts = picture.filter == PictureFilter::lzw || picture.filter == PictureFilter::flate;
    picture.predictor = predicts ? tiff_number(tiff, TIFFTAG_PREDICTOR, 1) : 1;
    if (picture.predictor > 2) {
        return false;
    }
    const bool reversed = tiff_number(tiff, TIFFTAG_FILLORDER, FILLORDER_MSB2LSB) == FILLORDER_LSB2MSB;
    const std::uint32_t rows_a_strip = long_number(tiff, TIFFTAG_ROWSPERSTRIP, UINT32_MAX);
    int left = picture.height;
    for (std::uint32_t strip = 0; strip < TIFFNumberOfStrips(tiff) && left > 0; ++strip) {
        const std::uint64_t size = TIFFGetStrileByteCount(tiff, strip);
        if (size == 0 || size > largest_strip) {
            return false;
        }
        std::string bytes(size, '\0');
        if (TIFFReadRawStrip(tiff, strip, bytes.data(), static_cast<tmsize_t>(size)) != static_cast<tmsize_t>(size)) {
            return false;
        }
        if (reversed) {
            reverse_bits(bytes);
        }
        if (picture.filter == PictureFilter::jpeg) {
            bytes = with_tables(tiff, std::move(bytes));
        }
        const int rows = static_cast<int>(std::min<std::uint32_t>(rows_a_strip, static_cast<std::uint32_t>(left)));
        picture.strips.push_back({std::move(bytes), rows});
        left -= rows;
    }
    return left == 0 && !picture.strips.empty();
}

}  // namespace arc
