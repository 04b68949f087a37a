#include "support/sample_rows.hpp"

#include <tiffio.h>

#include <algorithm>

namespace arc::test {
namespace {

void set_colours(TIFF* tiff, const TiffSpec& spec) {
    int photometric = PHOTOMETRIC_MINISBLACK;
    switch (spec.ink) {
        case TiffSpec::Ink::white_is_zero:
            photometric = PHOTOMETRIC_MINISWHITE;
            break;
        case TiffSpec::Ink::black_is_zero:
            break;
        case TiffSpec::Ink::palette:
            photometric = PHOTOMETRIC_PALETTE;
            break;
        case TiffSpec::Ink::rgb:
        case TiffSpec::Ink::rgba:
            photometric = PHOTOMETRIC_RGB;
            break;
        case TiffSpec::Ink::cmyk:
            photometric = PHOTOMETRIC_SEPARATED;
            break;
        case TiffSpec::Ink::ycbcr:
            photometric = PHOTOMETRIC_YCBCR;
            break;
    }
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, photometric);
    if (spec.ink == TiffSpec::Ink::rgba) {
        std::uint16_t kind = EXTRASAMPLE_UNASSALPHA;
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind);
    }
    if (spec.ink == TiffSpec::Ink::palette) {
        std::vector<std::uint16_t> map(std::size_t{1} << spec.bits);
        for (std::size_t i = 0; i < map.size(); ++i) {
            map[i] = static_cast<std::uint16_t>(65535 - 65535 * i / (map.size() - 1));
        }
        TIFFSetField(tiff, TIFFTAG_COLORMAP, map.data(), map.data(), map.data());
    }
    if (spec.compression == COMPRESSION_JPEG) {
        TIFFSetField(tiff, TIFFTAG_JPEGQUALITY, 100);
        if (spec.ink == TiffSpec::Ink::ycbcr) {
            TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        }
    }
}

void set_tags(TIFF* tiff, const TiffSpec& spec, const GrayImage& picture) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, picture.width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, picture.height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, spec.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, planes_of(spec.ink));
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, spec.compression);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, spec.separate ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, spec.orientation);
    TIFFSetField(tiff, TIFFTAG_FILLORDER, spec.fill_order);
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, spec.dpi);
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, spec.dpi);
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    set_colours(tiff, spec);
    if (spec.tiled) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, 32);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, 16);
    } else {
        // JPEG strips hold whole blocks.
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, spec.compression == COMPRESSION_JPEG ? 16 : spec.rows_per_strip);
    }
}

void write_tile_rows(TIFF* tiff, const TiffSpec& spec, const GrayImage& picture, std::span<const int> planes) {
    for (int y = 0; y < picture.height; y += 16) {
        for (int x = 0; x < picture.width; x += 32) {
            Bytes tile;
            for (int i = 0; i < 16; ++i) {
                const int line = std::min(y + i, picture.height - 1);
                const Bytes row = packed_row(spec, picture.row(line) + x, std::min(32, picture.width - x), 32, planes);
                tile.insert(tile.end(), row.begin(), row.end());
            }
            require(TIFFWriteTile(tiff, tile.data(), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 0,
                                  static_cast<std::uint16_t>(planes[0])) > 0,
                    "tile");
        }
    }
}

void write_frame(TIFF* tiff, const TiffSpec& spec, const GrayImage& picture) {
    set_tags(tiff, spec, picture);
    std::vector<std::vector<int>> passes;
    for (int plane = 0; plane < planes_of(spec.ink); ++plane) {
        if (spec.separate || passes.empty()) {
            passes.emplace_back();
        }
        passes.back().push_back(plane);
    }
    for (const std::vector<int>& planes : passes) {
        if (spec.tiled) {
            write_tile_rows(tiff, spec, picture, planes);
            continue;
        }
        for (int y = 0; y < picture.height; ++y) {
            Bytes row = packed_row(spec, picture.row(y), picture.width, picture.width, planes);
            require(TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y),
                                      static_cast<std::uint16_t>(planes[0])) == 1,
                    "row");
        }
    }
    require(TIFFWriteDirectory(tiff) == 1, "directory");
}

}  // namespace

void write_tiff(const std::filesystem::path& path, const TiffSpec& spec, std::span<const GrayImage> frames) {
    const std::string mode = std::string("w") + (spec.big_endian ? "b" : "l") + (spec.big_tiff ? "8" : "");
    TIFF* tiff = TIFFOpen(path.c_str(), mode.c_str());
    require(tiff != nullptr, "tiff");
    for (const GrayImage& frame : frames) {
        write_frame(tiff, spec, frame);
    }
    TIFFClose(tiff);
}

void write_short_g4(const std::filesystem::path& path, const GrayImage& picture, int rows) {
    TiffSpec spec{COMPRESSION_CCITTFAX4, 1, TiffSpec::Ink::white_is_zero};
    spec.rows_per_strip = rows;
    const GrayImage upper = cropped(picture, {0, 0, picture.width, rows});
    write_tiff(path, spec, std::span(&upper, 1));
    TIFF* from = TIFFOpen(path.c_str(), "r");
    Bytes strip(static_cast<std::size_t>(TIFFRawStripSize(from, 0)));
    require(TIFFReadRawStrip(from, 0, strip.data(), static_cast<tmsize_t>(strip.size())) > 0, "raw strip");
    TIFFClose(from);
    TIFF* to = TIFFOpen(path.c_str(), "w");
    spec.rows_per_strip = picture.height;
    set_tags(to, spec, picture);
    require(TIFFWriteRawStrip(to, 0, strip.data(), static_cast<tmsize_t>(strip.size())) > 0, "raw strip");
    TIFFClose(to);
}

}  // namespace arc::test
