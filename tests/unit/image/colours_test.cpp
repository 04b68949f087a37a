#include "image/colour_image.hpp"
#include "image/encoded_picture.hpp"
#include "image/format_version.hpp"
#include "image/write_tiff.hpp"

#include "support/image_makers.hpp"

#include <doctest/doctest.h>

#include <tiffio.h>

#include <array>
#include <string>

using namespace arc;
using namespace arc::test;

namespace {

// A coloured picture without any symmetry: no channel is like another.
ColourImage a_picture(int width, int height) {
    ColourImage image{width, height, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.pixels.push_back(static_cast<std::uint8_t>(x * 255 / width));
            image.pixels.push_back(static_cast<std::uint8_t>(y * 255 / height));
            image.pixels.push_back(static_cast<std::uint8_t>((x * 7 + y * 13) % 256));
        }
    }
    return image;
}

struct ColourTiff {
    int bits = 8;
    bool tiled = false;
    int orientation = 1;
    int compression = COMPRESSION_LZW;
};

// As it is stored; 16-bit samples are 257 times the 8-bit ones.
void write_colour_tiff(const std::filesystem::path& path, const ColourImage& stored, const ColourTiff& spec) {
    TIFF* tiff = TIFFOpen(path.c_str(), "w");
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(stored.width));
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(stored.height));
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, spec.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 3);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, spec.compression);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, spec.orientation);
    const auto sample = [&](int x, int y, int i) {
        return x < stored.width && y < stored.height
                   ? unsigned{stored.pixels[static_cast<std::size_t>((y * stored.width + x) * 3 + i)]}
                   : 0U;
    };
    const int side = spec.tiled ? 16 : stored.width;
    if (spec.tiled) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, 16);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, 16);
    } else {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 5);
    }
    const auto row_of = [&](int left, int y) {
        std::string row;
        for (int x = left; x < left + side; ++x) {
            for (int i = 0; i < 3; ++i) {
                row.append(static_cast<std::size_t>(spec.bits / 8), static_cast<char>(sample(x, y, i)));
            }
        }
        return row;
    };
    for (int y = 0; y < stored.height; y += spec.tiled ? 16 : 1) {
        for (int x = 0; x < stored.width; x += side) {
            std::string bytes;
            for (int i = 0; i < (spec.tiled ? 16 : 1); ++i) {
                bytes += row_of(x, y + i);
            }
            spec.tiled
                ? TIFFWriteTile(tiff, bytes.data(), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 0, 0)
                : TIFFWriteScanline(tiff, bytes.data(), static_cast<std::uint32_t>(y), 0);
        }
    }
    TIFFClose(tiff);
}

std::string ppm(const ColourImage& image) {
    return "P6\n" + std::to_string(image.width) + " " + std::to_string(image.height) + "\n255\n" +
           std::string(image.pixels.begin(), image.pixels.end());
}

// 24 bits, rows from below, each filled up to four bytes.
std::string bmp(const ColourImage& image) {
    const auto number = [](unsigned value) {
        std::string bytes;
        for (int i = 0; i < 4; ++i) {
            bytes += static_cast<char>(value >> (8 * i) & 0xff);
        }
        return bytes;
    };
    const std::size_t row = (static_cast<std::size_t>(image.width) * 3 + 3) / 4 * 4;
    const auto size = static_cast<unsigned>(54 + row * static_cast<std::size_t>(image.height));
    std::string bytes = "BM" + number(size) + number(0) + number(54) + number(40) +
                        number(static_cast<unsigned>(image.width)) + number(static_cast<unsigned>(image.height)) +
                        std::string("\1\0\x18\0", 4) + std::string(24, '\0');
    for (int y = image.height; y-- > 0;) {
        std::string line;
        for (int x = 0; x < image.width; ++x) {
            for (int i = 3; i-- > 0;) {
                line += static_cast<char>(image.pixels[static_cast<std::size_t>((y * image.width + x) * 3 + i)]);
            }
        }
        line.resize(row);
        bytes += line;
    }
    return bytes;
}

ColourImage colours_of(const std::filesystem::path& path) {
    ImageFile file = ImageFile::open(path).value_or_throw();
    return read_upright_colours(file, 0).value_or_throw();
}

}  // namespace

TEST_CASE("the colours of tiled, 16-bit and stripped TIFF, PNM and BMP are those that were written") {
    const TemporaryFolder folder;
    const ColourImage picture = a_picture(37, 53);
    for (const int bits : {8, 16}) {
        for (const bool tiled : {false, true}) {
            CAPTURE(bits);
            CAPTURE(tiled);
            write_colour_tiff(folder / "a.tif", picture, {bits, tiled});
            CHECK(colours_of(folder / "a.tif").pixels == picture.pixels);
        }
    }
    write_bytes(folder / "a.ppm", ppm(picture));
    CHECK(colours_of(folder / "a.ppm").pixels == picture.pixels);
    write_bytes(folder / "a.bmp", bmp(picture));
    CHECK(colours_of(folder / "a.bmp").pixels == picture.pixels);
}

TEST_CASE("coloured pages are turned as grey ones are") {
    const TemporaryFolder folder;
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        write_colour_tiff(folder / "a.tif", a_picture(37, 53), {8, true, orientation});
        const ColourImage page = colours_of(folder / "a.tif");
        const GrayImage gray = ImageFile::open(folder / "a.tif").value_or_throw().read_gray(0).value_or_throw();
        REQUIRE(page.width == gray.width);
        REQUIRE(page.height == gray.height);
        for (std::size_t i = 0; i < gray.pixels.size(); ++i) {
            const std::uint8_t* pixel = page.pixels.data() + 3 * i;
            const int luma = (pixel[0] * 77 + pixel[1] * 150 + pixel[2] * 29) >> 8;
            REQUIRE(luma == gray.pixels[i]);
        }
    }
}

TEST_CASE("a JPEG is decoded in its colours at every scale, upright") {
    const TemporaryFolder folder;
    const GrayImage scene = a_scene(203, 131);
    for (const int orientation : {1, 6}) {
        for (const int reduce : {1, 2, 4, 8}) {
            CAPTURE(orientation);
            CAPTURE(reduce);
            JpegSpec spec;
            spec.orientation = orientation;
            spec.brown = true;
            write_jpeg(folder / "a.jpg", spec, scene);
            ImageFile file = ImageFile::open(folder / "a.jpg").value_or_throw();
            const ColourImage page = read_upright_colours(file, 0, reduce).value_or_throw();
            const GrayImage gray = file.read_gray(0, {}, reduce).value_or_throw();
            REQUIRE(page.width == gray.width);
            REQUIRE(page.height == gray.height);
            double apart = 0;
            double sums[3] = {};
            for (std::size_t i = 0; i < gray.pixels.size(); ++i) {
                const std::uint8_t* pixel = page.pixels.data() + 3 * i;
                apart += std::abs(((pixel[0] * 77 + pixel[1] * 150 + pixel[2] * 29) >> 8) - gray.pixels[i]);
                for (std::size_t of = 0; of < 3; ++of) {
                    sums[of] += pixel[of];
                }
            }
            CHECK(apart / static_cast<double>(gray.pixels.size()) < 3);
            CHECK(sums[1] / sums[0] == doctest::Approx(0.5).epsilon(0.05));
            CHECK(sums[2] / sums[0] == doctest::Approx(0.25).epsilon(0.1));
        }
    }
}

TEST_CASE("what PDF does not know is decoded in its colours") {
    const TemporaryFolder folder;
    const ColourImage picture = a_picture(37, 53);
    const auto check = [&](const char* name) {
        CAPTURE(name);
        bool decoded = false;
        const EncodedPicture encoded = encoded_picture(folder / name, 0, decoded).value_or_throw();
        CHECK(decoded);
        CHECK(encoded.components == 3);
        REQUIRE(encoded.strips.size() == 1);
        CHECK(encoded.strips.front().bytes == std::string(picture.pixels.begin(), picture.pixels.end()));
    };
    write_colour_tiff(folder / "tiles.tif", picture, {8, true});
    check("tiles.tif");
    write_colour_tiff(folder / "deep.tif", picture, {16, false});
    check("deep.tif");
    write_bytes(folder / "a.bmp", bmp(picture));
    check("a.bmp");
}

TEST_CASE("a file is written anew as TIFF with the same pixels, all its frames") {
    const TemporaryFolder folder;
    write_bytes(folder / "a.bmp", bmp(a_picture(37, 53)));
    write_bytes(folder / "bits.pbm", pnm_bytes(4, a_drawing(37, 53)) + pnm_bytes(4, a_drawing(64, 40)));
    write_bytes(folder / "gray.pgm", pnm_bytes(5, a_scene(37, 53)));
    write_jpeg(folder / "a.jpg", {}, a_scene(37, 53));
    for (const char* name : {"a.bmp", "a.jpg", "bits.pbm", "gray.pgm"}) {
        CAPTURE(name);
        CHECK(reason_not_to_rewrite(folder / name).value_or_throw().empty());
        std::filesystem::remove(folder / "to.tif");
        REQUIRE(write_tiff_of(folder / name, folder / "to.tif"));
        CHECK(shows_the_same(folder / name, folder / "to.tif").value_or_throw());
    }
    CHECK(ImageFile::open(folder / "to.tif").value_or_throw().frames() == 1);
    write_bytes(folder / "other.pgm", pnm_bytes(5, inverted(a_scene(37, 53))));
    CHECK_FALSE(shows_the_same(folder / "other.pgm", folder / "to.tif").value_or_throw());
    write_bytes(folder / "deep.pgm", pnm_bytes(5, a_scene(37, 53), 65535));
    CHECK(reason_not_to_rewrite(folder / "deep.pgm").value_or_throw() ==
          "page 1 has 16 bits a sample, of which 8 would be left");
}

TEST_CASE("files say of which version they are") {
    const TemporaryFolder folder;
    const auto version = [&](const std::string& bytes) {
        write_bytes(folder / "a", bytes);
        const FormatVersion told = format_version_of(folder / "a").value_or_throw();
        return told.name + "|" + told.version + "|" + told.pronom;
    };
    using namespace std::string_literals;
    CHECK(version("%PDF-1.4\n%\n") == "PDF|1.4|fmt/18");
    CHECK(version("II\x2a\0\x08\0\0\0"s) == "TIFF||fmt/353");
    CHECK(version("\xff\xd8\xff\xe0\0\x10JFIF\0\1\2\0\0\1\0\1\0\0"s) == "JPEG (JFIF)|1.02|fmt/44");
    CHECK(version(bmp(a_picture(4, 4))) == "BMP|3|fmt/116");
    CHECK(version("P6\n1 1\n255\nabc") == "Netpbm|P6|");
    CHECK(version("{\\rtf1 x}") == "RTF||");
    CHECK(version("anything") == "||");
    CHECK(version("") == "||");
}
