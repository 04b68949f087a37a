#include "support/image_makers.hpp"

#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <jpeglib.h>
#include <png.h>
#include <tiffio.h>

namespace arc::test {
namespace {

using Bytes = std::vector<std::uint8_t>;

void require(bool good, const char* what) {
    if (!good) {
        throw std::runtime_error(what);
    }
}

std::size_t index(int i) {
    return static_cast<std::size_t>(i);
}

int planes_of(TiffSpec::Ink ink) {
    switch (ink) {
        case TiffSpec::Ink::rgb:
        case TiffSpec::Ink::ycbcr:
            return 3;
        case TiffSpec::Ink::rgba:
        case TiffSpec::Ink::cmyk:
            return 4;
        default:
            return 1;
    }
}

// The 8-bit sample of a plane that makes this grey.
unsigned sample_of(const TiffSpec& spec, int plane, std::uint8_t gray) {
    switch (spec.ink) {
        case TiffSpec::Ink::white_is_zero:
        case TiffSpec::Ink::palette:
            return 255U - gray;
        case TiffSpec::Ink::cmyk:
            return plane == 3 ? 255U - gray : 0U;
        // Half transparent: on white paper the given grey comes out again where it is light enough.
        case TiffSpec::Ink::rgba:
            return plane == 3 ? 255U : gray;
        default:
            return gray;
    }
}

// One row of some planes, samples of spec.bits, from the highest bit on.
Bytes packed_row(const TiffSpec& spec, const std::uint8_t* gray, int width, int padded, std::span<const int> planes) {
    Bytes row;
    unsigned buffer = 0;
    int have = 0;
    for (int x = 0; x < padded; ++x) {
        for (const int plane : planes) {
            const std::uint8_t value = x < width ? gray[x] : std::uint8_t{255};
            const unsigned sample = sample_of(spec, plane, value);
            if (spec.bits == 16) {
                const auto wide = static_cast<std::uint16_t>(sample * 257);
                const auto* bytes = reinterpret_cast<const std::uint8_t*>(&wide);
                row.insert(row.end(), bytes, bytes + 2);
                continue;
            }
            buffer = buffer << spec.bits | sample >> (8 - spec.bits);
            have += spec.bits;
            if (have >= 8) {
                have -= 8;
                row.push_back(static_cast<std::uint8_t>(buffer >> have));
            }
        }
    }
    if (have > 0) {
        row.push_back(static_cast<std::uint8_t>(buffer << (8 - have)));
    }
    return row;
}

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

void put_little(std::string& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
        to += static_cast<char>(value >> (8 * i) & 0xff);
    }
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "arc-test-XXXXXX").string();
    require(::mkdtemp(name.data()) != nullptr, "mkdtemp");
    path_ = name;
}
TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

GrayImage a_scene(int width, int height) {
    GrayImage image(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double wave = 60 * std::sin(x * 0.11) + 40 * std::cos(y * 0.07);
            image.row(y)[x] = static_cast<std::uint8_t>(std::clamp(
                90 * x / static_cast<double>(width) + 60 * y / static_cast<double>(height) + 60 + wave, 0.0, 255.0));
        }
    }
    return image;
}

GrayImage a_drawing(int width, int height) {
    GrayImage image(width, height);
    const auto fill = [&](int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; ++y) {
            std::fill(image.row(y) + left, image.row(y) + right, std::uint8_t{0});
        }
    };
    fill(width / 5, height / 6, width / 3, height * 5 / 6);  // the letter F
    fill(width / 5, height / 6, width * 4 / 5, height / 4);
    fill(width / 5, height / 2, width * 3 / 5, height * 3 / 5);
    fill(width - 1, height - 2, width, height);  // and a corner that must stay one
    return image;
}

GrayImage inverted(GrayImage image) {
    std::ranges::transform(image.pixels, image.pixels.begin(),
                           [](std::uint8_t value) { return static_cast<std::uint8_t>(255 - value); });
    return image;
}

GrayImage stored_for(const GrayImage& upright, int orientation) {
    const bool row_is_column = orientation >= 5;
    const bool from_bottom = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    const bool from_right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    GrayImage stored(row_is_column ? upright.height : upright.width, row_is_column ? upright.width : upright.height);
    for (int row = 0; row < stored.height; ++row) {
        for (int column = 0; column < stored.width; ++column) {
            const int down = row_is_column ? column : row;
            const int right = row_is_column ? row : column;
            const int y = from_bottom ? upright.height - 1 - down : down;
            const int x = from_right ? upright.width - 1 - right : right;
            stored.row(row)[column] = upright.row(y)[x];
        }
    }
    return stored;
}

GrayImage cropped(const GrayImage& image, Rect area) {
    GrayImage result(area.width, area.height);
    for (int y = 0; y < area.height; ++y) {
        std::copy_n(image.row(area.y + y) + area.x, area.width, result.row(y));
    }
    return result;
}

GrayImage averaged(const GrayImage& image, int reduce) {
    GrayImage result((image.width + reduce - 1) / reduce, (image.height + reduce - 1) / reduce);
    for (int y = 0; y < result.height; ++y) {
        for (int x = 0; x < result.width; ++x) {
            int sum = 0;
            int count = 0;
            for (int v = y * reduce; v < std::min((y + 1) * reduce, image.height); ++v) {
                for (int u = x * reduce; u < std::min((x + 1) * reduce, image.width); ++u) {
                    sum += image.row(v)[u];
                    ++count;
                }
            }
            result.row(y)[x] = static_cast<std::uint8_t>((sum + count / 2) / count);
        }
    }
    return result;
}

BitImage to_bits(const GrayImage& image) {
    BitImage bits(image.width, image.height);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            if (image.row(y)[x] < 128) {
                bits.row(y)[x / 8] = static_cast<std::uint8_t>(bits.row(y)[x / 8] | 0x80 >> x % 8);
            }
        }
    }
    return bits;
}

GrayImage to_gray(const BitImage& image) {
    GrayImage gray(image.width, image.height);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            gray.row(y)[x] = image.black(x, y) ? 0 : 255;
        }
    }
    return gray;
}

int difference(const GrayImage& a, const GrayImage& b) {
    if (a.width != b.width || a.height != b.height) {
        return 256;
    }
    int largest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
    }
    return largest;
}

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

void write_jpeg(const std::filesystem::path& path, const JpegSpec& spec, const GrayImage& picture) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    require(file != nullptr, "jpeg");
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = static_cast<JDIMENSION>(picture.width);
    jpeg.image_height = static_cast<JDIMENSION>(picture.height);
    jpeg.input_components = spec.colour ? 3 : 1;
    jpeg.in_color_space = spec.colour ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 98, TRUE);
    if (spec.progressive) {
        jpeg_simple_progression(&jpeg);
    }
    if (spec.dpi > 0) {
        jpeg.density_unit = 1;
        jpeg.X_density = jpeg.Y_density = static_cast<UINT16>(spec.dpi);
    }
    jpeg_start_compress(&jpeg, TRUE);
    if (spec.orientation > 0) {
        const std::uint8_t exif[] = {
            'E', 'x', 'i', 'f',  0,    0, 'M', 'M', 0, 42, 0, 0, 0,
            8,   0,   1,   0x01, 0x12, 0, 3,   0,   0, 0,  1, 0, static_cast<std::uint8_t>(spec.orientation),
            0,   0,   0,   0,    0,    0};
        jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif, sizeof exif);
    }
    Bytes row(index(picture.width) * index(jpeg.input_components));
    for (int y = 0; y < picture.height; ++y) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = picture.row(y)[i / index(jpeg.input_components)];
        }
        JSAMPROW pointer = row.data();
        jpeg_write_scanlines(&jpeg, &pointer, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    std::fclose(file);
}

void write_png(const std::filesystem::path& path, const PngSpec& spec, const GrayImage& picture) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    require(file != nullptr, "png");
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_init_io(png, file);
    const bool palette = spec.ink == PngSpec::Ink::palette;
    const int type = palette                          ? PNG_COLOR_TYPE_PALETTE
                     : spec.ink == PngSpec::Ink::rgb  ? PNG_COLOR_TYPE_RGB
                     : spec.ink == PngSpec::Ink::rgba ? PNG_COLOR_TYPE_RGB_ALPHA
                                                      : PNG_COLOR_TYPE_GRAY;
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width), static_cast<png_uint_32>(picture.height),
                 spec.bits, type, spec.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    std::vector<png_color> colours(palette ? std::size_t{1} << spec.bits : 0);
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const auto light = static_cast<png_byte>(255 - 255 * i / (colours.size() - 1));
        colours[i] = {light, light, light};
    }
    if (palette) {
        png_set_PLTE(png, info, colours.data(), static_cast<int>(colours.size()));
    }
    if (spec.dpi > 0) {
        const auto density = static_cast<png_uint_32>(spec.dpi / 0.0254 + 0.5);
        png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
    }
    png_write_info(png, info);
    TiffSpec like{1, spec.bits, palette ? TiffSpec::Ink::palette : TiffSpec::Ink::black_is_zero};
    like.ink = spec.ink == PngSpec::Ink::rgb    ? TiffSpec::Ink::rgb
               : spec.ink == PngSpec::Ink::rgba ? TiffSpec::Ink::rgba
                                                : like.ink;
    std::vector<int> planes;
    for (int plane = 0; plane < planes_of(like.ink); ++plane) {
        planes.push_back(plane);
    }
    std::vector<Bytes> rows;
    std::vector<png_bytep> pointers;
    for (int y = 0; y < picture.height; ++y) {
        rows.push_back(packed_row(like, picture.row(y), picture.width, picture.width, planes));
    }
    for (Bytes& row : rows) {
        pointers.push_back(row.data());
    }
    png_write_image(png, pointers.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    std::fclose(file);
}

std::string pnm_bytes(int kind, const GrayImage& picture, unsigned largest) {
    std::string bytes = "P" + std::to_string(kind) + "\n# SANE data follows\n" + std::to_string(picture.width) + " " +
                        std::to_string(picture.height) + "\n";
    const bool bits = kind == 1 || kind == 4;
    bytes += bits ? "" : std::to_string(largest) + "\n";
    for (int y = 0; y < picture.height; ++y) {
        const std::uint8_t* row = picture.row(y);
        if (kind == 4) {
            const BitImage packed = to_bits(cropped(picture, {0, y, picture.width, 1}));
            bytes.append(reinterpret_cast<const char*>(packed.row(0)), index((picture.width + 7) / 8));
            continue;
        }
        for (int i = 0; i < picture.width * (kind == 3 || kind == 6 ? 3 : 1); ++i) {
            const unsigned value = row[kind == 3 || kind == 6 ? i / 3 : i];
            const unsigned scaled = (value * largest + 127) / 255;
            if (kind == 1) {
                bytes += value < 128 ? '1' : '0';
            } else if (kind <= 3) {
                bytes += std::to_string(scaled) + (i % 12 == 11 ? "\n" : " ");
            } else {
                bytes += largest > 255 ? std::string{static_cast<char>(scaled >> 8)} : "";
                bytes += static_cast<char>(scaled & 0xff);
            }
        }
    }
    return bytes;
}

std::string bmp_bytes(int bits, const GrayImage& picture, bool top_down, bool bare) {
    std::string body;
    put_little(body, 40, 4);
    put_little(body, static_cast<std::uint32_t>(picture.width), 4);
    put_little(body, static_cast<std::uint32_t>(top_down ? -picture.height : picture.height), 4);
    put_little(body, 1, 2);
    put_little(body, static_cast<std::uint32_t>(bits), 2);
    put_little(body, 0, 8);
    put_little(body, 11811, 4);
    put_little(body, 11811, 4);
    put_little(body, 0, 8);
    const std::uint32_t colours = bits <= 8 ? 1U << bits : 0;
    for (std::uint32_t i = 0; i < colours; ++i) {
        put_little(body, 255 * i / (colours - 1) * 0x010101, 4);
    }
    const std::size_t header = body.size() + 14;
    for (int i = 0; i < picture.height; ++i) {
        const std::uint8_t* row = picture.row(top_down ? i : picture.height - 1 - i);
        const int samples[] = {0};
        const TiffSpec spec{1, std::min(bits, 8), TiffSpec::Ink::black_is_zero};
        std::string line;
        if (bits <= 8) {
            const Bytes packed = packed_row(spec, row, picture.width, picture.width, samples);
            line.assign(packed.begin(), packed.end());
        } else {
            for (int x = 0; x < picture.width; ++x) {
                line.append(3, static_cast<char>(row[x]));
                line.append(bits == 32 ? 1 : 0, '\0');
            }
        }
        line.resize((line.size() + 3) / 4 * 4);
        body += line;
    }
    if (bare) {
        return body;
    }
    std::string file = "BM";
    put_little(file, static_cast<std::uint32_t>(body.size() + 14), 4);
    put_little(file, 0, 4);
    put_little(file, static_cast<std::uint32_t>(header), 4);
    return file + body;
}

std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

void write_bytes(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace arc::test
