#include "image/image_file.hpp"

#include "support/image_makers.hpp"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>

using namespace arc;
using namespace arc::test;
using Ink = TiffSpec::Ink;

namespace {

ImageFile opened(const std::filesystem::path& path) {
    return ImageFile::open(path).value_or_throw();
}

GrayImage gray_of(const std::filesystem::path& path, int frame = 0) {
    return opened(path).read_gray(frame).value_or_throw();
}

// The first error on the way to the pixels of any frame, or "".
std::string trouble_with(const std::filesystem::path& path, const ImageLimits& limits = {}) {
    Result<ImageFile> file = ImageFile::open(path, limits);
    if (!file) {
        return file.error().message();
    }
    for (int frame = 0; frame < file->frames(); ++frame) {
        const Result<BitImage> page = file->read_bilevel(frame);
        if (!page) {
            return page.error().message();
        }
    }
    return "";
}

constexpr std::array odd_sizes{Rect{0, 0, 37, 53}, Rect{0, 0, 64, 40}, Rect{0, 0, 203, 131}};

}  // namespace

TEST_CASE("every TIFF codec gives the bilevel page that was written") {
    const TemporaryFolder folder;
    for (const Rect size : odd_sizes) {
        const GrayImage drawing = a_drawing(size.width, size.height);
        for (const int compression : {1, 2, 3, 4, 5, 8, 32773, 34925, 50000}) {
            for (const Ink ink : {Ink::white_is_zero, Ink::black_is_zero, Ink::palette}) {
                for (const bool tiled : {false, true}) {
                    CAPTURE(compression);
                    CAPTURE(tiled);
                    TiffSpec spec{compression, 1, ink};
                    spec.tiled = tiled;
                    write_tiff(folder / "a.tif", spec, std::span(&drawing, 1));
                    CHECK(to_gray(opened(folder / "a.tif").read_bilevel(0).value_or_throw()).pixels == drawing.pixels);
                    CHECK(gray_of(folder / "a.tif").pixels == drawing.pixels);
                }
            }
        }
    }
}

TEST_CASE("byte order, fill order, strip height and BigTIFF do not change the page") {
    const TemporaryFolder folder;
    const GrayImage drawing = a_drawing(203, 131);
    const GrayImage scene = a_scene(203, 131);
    for (const bool big_endian : {false, true}) {
        for (const bool big_tiff : {false, true}) {
            for (const int rows : {1, 7, 131}) {
                TiffSpec spec{4, 1, Ink::white_is_zero, big_endian, big_tiff};
                spec.rows_per_strip = rows;
                spec.fill_order = rows == 7 ? 2 : 1;
                write_tiff(folder / "a.tif", spec, std::span(&drawing, 1));
                CHECK(gray_of(folder / "a.tif").pixels == drawing.pixels);
                spec.compression = 5;
                spec.bits = 16;
                write_tiff(folder / "b.tif", spec, std::span(&scene, 1));
                CHECK(gray_of(folder / "b.tif").pixels == scene.pixels);
            }
        }
    }
}

TEST_CASE("grey, palette, RGB, CMYK and YCbCr of any depth and layout give the same greys") {
    const TemporaryFolder folder;
    const GrayImage scene = a_scene(203, 131);
    struct Case {
        Ink ink;
        int bits;
        int compression;
        int tolerance;
    };
    const std::array cases{
        Case{Ink::black_is_zero, 8, 1, 0},
        Case{Ink::white_is_zero, 8, 5, 0},
        Case{Ink::black_is_zero, 4, 32773, 16},
        Case{Ink::black_is_zero, 16, 8, 0},
        Case{Ink::palette, 8, 5, 0},
        Case{Ink::palette, 4, 1, 16},
        Case{Ink::rgb, 8, 5, 0},
        Case{Ink::rgb, 16, 8, 0},
        Case{Ink::rgba, 8, 8, 2},
        Case{Ink::rgba, 16, 5, 2},
        Case{Ink::cmyk, 8, 1, 1},
        Case{Ink::cmyk, 16, 5, 1},
        Case{Ink::ycbcr, 8, 7, 4},
        Case{Ink::black_is_zero, 8, 7, 4},
        Case{Ink::rgb, 8, 34925, 0},
        Case{Ink::rgb, 8, 50000, 0},
    };
    for (const Case& each : cases) {
        for (const bool tiled : {false, true}) {
            for (const bool separate : {false, true}) {
                if (separate && each.compression == 7) {
                    continue;
                }
                CAPTURE(static_cast<int>(each.ink));
                CAPTURE(each.bits);
                CAPTURE(each.compression);
                CAPTURE(tiled);
                CAPTURE(separate);
                TiffSpec spec{each.compression, each.bits, each.ink};
                spec.tiled = tiled;
                spec.separate = separate && (each.ink == Ink::rgb || each.ink == Ink::rgba || each.ink == Ink::cmyk);
                write_tiff(folder / "a.tif", spec, std::span(&scene, 1));
                CHECK(difference(gray_of(folder / "a.tif"), scene) <= each.tolerance);
                CHECK(trouble_with(folder / "a.tif").empty());
            }
        }
    }
}

TEST_CASE("all eight orientations give the same upright picture, whole and in part") {
    const TemporaryFolder folder;
    for (const Rect size : odd_sizes) {
        const GrayImage drawing = a_drawing(size.width, size.height);
        const GrayImage scene = a_scene(size.width, size.height);
        const Rect part{size.width / 4, size.height / 5, size.width / 3, size.height / 2};
        for (int orientation = 1; orientation <= 8; ++orientation) {
            CAPTURE(orientation);
            TiffSpec spec{4, 1, Ink::white_is_zero};
            spec.orientation = orientation;
            const GrayImage stored = stored_for(drawing, orientation);
            write_tiff(folder / "bits.tif", spec, std::span(&stored, 1));
            CHECK(to_gray(opened(folder / "bits.tif").read_bilevel(0).value_or_throw()).pixels == drawing.pixels);
            CHECK(opened(folder / "bits.tif").read_gray(0, part).value_or_throw().pixels ==
                  cropped(drawing, part).pixels);
            const GrayImage turned = stored_for(scene, orientation);
            spec.compression = 5;
            spec.bits = 8;
            spec.ink = Ink::black_is_zero;
            write_tiff(folder / "gray.tif", spec, std::span(&turned, 1));
            CHECK(opened(folder / "gray.tif").read_gray(0, part).value_or_throw().pixels ==
                  cropped(scene, part).pixels);
            JpegSpec jpeg;
            jpeg.orientation = orientation;
            write_jpeg(folder / "a.jpg", jpeg, turned);
            CHECK(difference(gray_of(folder / "a.jpg"), scene) <= 6);
            const FrameInfo info = opened(folder / "a.jpg").info(0).value_or_throw();
            CHECK(info.width == size.width);
            CHECK(info.height == size.height);
            CHECK(info.orientation == orientation);
        }
    }
}

TEST_CASE("a reduced picture is the mean of its pixels, and its parts are parts of it") {
    const TemporaryFolder folder;
    const GrayImage scene = a_scene(203, 131);
    write_png(folder / "a.png", {}, scene);
    write_jpeg(folder / "a.jpg", {}, scene);
    for (const int reduce : {1, 2, 4, 8}) {
        CAPTURE(reduce);
        const GrayImage expected = averaged(scene, reduce);
        CHECK(opened(folder / "a.png").read_gray(0, {}, reduce).value_or_throw().pixels == expected.pixels);
        CHECK(difference(opened(folder / "a.jpg").read_gray(0, {}, reduce).value_or_throw(), expected) <= 8);
        const GrayImage part = opened(folder / "a.png").read_gray(0, {17, 9, 100, 50}, reduce).value_or_throw();
        const Rect grown{17 / reduce, 9 / reduce, (117 + reduce - 1) / reduce - 17 / reduce,
                         (59 + reduce - 1) / reduce - 9 / reduce};
        CHECK(part.pixels == cropped(expected, grown).pixels);
    }
    CHECK(opened(folder / "a.png").read_gray(0, {190, 120, 1000, 1000}).value_or_throw().pixels ==
          cropped(scene, {190, 120, 13, 11}).pixels);
}

TEST_CASE("PNG of every kind is read") {
    const TemporaryFolder folder;
    const GrayImage scene = a_scene(203, 131);
    const GrayImage drawing = a_drawing(203, 131);
    using Png = PngSpec::Ink;
    for (const bool interlaced : {false, true}) {
        for (const PngSpec spec : {PngSpec{8, Png::gray, interlaced}, PngSpec{4, Png::gray, interlaced},
                                   PngSpec{8, Png::palette, interlaced}, PngSpec{8, Png::rgb, interlaced},
                                   PngSpec{16, Png::rgb, interlaced}, PngSpec{8, Png::rgba, interlaced}}) {
            write_png(folder / "a.png", spec, scene);
            CHECK(difference(gray_of(folder / "a.png"), scene) <= (spec.bits == 4 ? 16 : 2));
            CHECK(trouble_with(folder / "a.png").empty());
        }
        for (const Png ink : {Png::gray, Png::palette}) {
            write_png(folder / "b.png", {1, ink, interlaced, 300}, drawing);
            ImageFile file = opened(folder / "b.png");
            CHECK(to_gray(file.read_bilevel(0).value_or_throw()).pixels == drawing.pixels);
            CHECK(file.info(0)->mode == PixelMode::bilevel);
            CHECK(file.info(0)->dpi_x == doctest::Approx(300).epsilon(0.001));
        }
    }
}

TEST_CASE("PNM in digits and bytes is read, with comments and 16 bits, also several in a file") {
    const TemporaryFolder folder;
    const GrayImage scene = a_scene(203, 131);
    const GrayImage drawing = a_drawing(203, 131);
    for (const int kind : {1, 4}) {
        write_bytes(folder / "a.pnm", pnm_bytes(kind, drawing));
        CHECK(to_gray(opened(folder / "a.pnm").read_bilevel(0).value_or_throw()).pixels == drawing.pixels);
    }
    for (const int kind : {2, 3, 5, 6}) {
        for (const unsigned largest : {255U, 65535U}) {
            write_bytes(folder / "a.pnm", pnm_bytes(kind, scene, largest));
            CHECK(difference(gray_of(folder / "a.pnm"), scene) <= 1);
            CHECK(trouble_with(folder / "a.pnm").empty());
        }
    }
    write_bytes(folder / "b.pnm", pnm_bytes(4, drawing) + pnm_bytes(5, scene) + "\n" + pnm_bytes(6, scene, 65535));
    ImageFile several = opened(folder / "b.pnm");
    REQUIRE(several.frames() == 3);
    CHECK(several.read_gray(0)->pixels == drawing.pixels);
    CHECK(several.read_gray(1)->pixels == scene.pixels);
    CHECK(several.info(2)->bits_per_sample == 16);
    write_bytes(folder / "c.pnm", pnm_bytes(5, scene) + "P5");
    CHECK(trouble_with(folder / "c.pnm") ==
          (folder / "c.pnm").string() + ": the header of picture 2 is not readable; scan the page again");
}

TEST_CASE("BMP and a bare DIB are read from the bottom up and from the top down") {
    const TemporaryFolder folder;
    const GrayImage scene = a_scene(203, 131);
    const GrayImage drawing = a_drawing(203, 131);
    for (const bool top_down : {false, true}) {
        for (const bool bare : {false, true}) {
            for (const int bits : {8, 24, 32}) {
                CAPTURE(bits);
                write_bytes(folder / "a.bmp", bmp_bytes(bits, scene, top_down, bare));
                CHECK(difference(gray_of(folder / "a.bmp"), scene) <= 1);
            }
            write_bytes(folder / "a.bmp", bmp_bytes(1, drawing, top_down, bare));
            ImageFile file = opened(folder / "a.bmp");
            CHECK(file.format() == (bare ? ImageFormat::dib : ImageFormat::bmp));
            CHECK(to_gray(file.read_bilevel(0).value_or_throw()).pixels == drawing.pixels);
            CHECK(file.info(0)->dpi_x == doctest::Approx(300).epsilon(0.001));
        }
    }
}

TEST_CASE("the frames of a file are counted and described") {
    const TemporaryFolder folder;
    const std::array frames{a_drawing(64, 40), a_drawing(203, 131), a_drawing(37, 53)};
    write_tiff(folder / "a.tif", {4, 1, Ink::white_is_zero}, frames);
    ImageFile file = opened(folder / "a.tif");
    REQUIRE(file.frames() == 3);
    CHECK(ImageFile::count_frames(folder / "a.tif").value_or_throw() == 3);
    FrameInfo expected{203, 131, 300, 300, PixelMode::bilevel, 1, "G4", 1, true};
    CHECK(file.info(1).value_or_throw() == expected);
    CHECK(to_gray(file.read_bilevel(2).value_or_throw()).pixels == frames[2].pixels);
    CHECK(to_gray(file.read_bilevel(0).value_or_throw()).pixels == frames[0].pixels);
}

TEST_CASE("frames are counted where a decoder would only fail") {
    const TemporaryFolder folder;
    write_bytes(folder / "a.png", "\x89PNG\r\n\x1a\n and nothing else");
    CHECK(ImageFile::count_frames(folder / "a.png").value_or_throw() == 1);
    CHECK_FALSE(opened(folder / "a.png").info(0).ok());
    const std::string page = pnm_bytes(5, a_scene(9, 7));
    write_bytes(folder / "two.pnm", page + page);
    CHECK(ImageFile::count_frames(folder / "two.pnm").value_or_throw() == 2);
    write_bytes(folder / "a.txt", "not an image");
    CHECK(ImageFile::count_frames(folder / "a.txt").error() == ImageFile::open(folder / "a.txt").error());
}

TEST_CASE("a file is told by its content, whatever its name") {
    const TemporaryFolder folder;
    write_jpeg(folder / "page.tif", {true, false, 0, 200}, a_scene(37, 53));
    ImageFile file = opened(folder / "page.tif");
    CHECK(file.format() == ImageFormat::jpeg);
    CHECK(file.info(0)->dpi_y == 200);
}
