#include "image/copy_frame.hpp"

#include "support/image_makers.hpp"

#include <doctest/doctest.h>

#include <tiffio.h>

#include <array>
#include <filesystem>

using namespace arc;
using namespace arc::test;
using Ink = TiffSpec::Ink;

namespace {

constexpr const char* origin = "frame 2 of 0123";

std::string copy_of(const std::filesystem::path& file, int frame, std::size_t piece = 1 << 16) {
    FrameCopy copy = FrameCopy::plan(file, frame, origin).value_or_throw();
    std::string bytes;
    std::string buffer(piece, '\0');
    while (const std::size_t got = copy.read(buffer).value_or_throw()) {
        bytes.append(buffer, 0, got);
    }
    CHECK(static_cast<std::int64_t>(bytes.size()) == copy.size());
    return bytes;
}

// Every frame of the file as a file of its own shows what it showed; nothing else is in it.
void check_frames(const TemporaryFolder& folder, const std::string& name, int frames) {
    for (int frame = 0; frame < frames; ++frame) {
        CAPTURE(frame);
        write_bytes(folder / "copy", copy_of(folder / name, frame));
        REQUIRE(ImageFile::open(folder / "copy").value_or_throw().frames() == 1);
        CHECK(is_same_picture(folder / name, frame, folder / "copy", 0).value_or_throw());
        CHECK_FALSE(is_same_picture(folder / name, (frame + 1) % frames, folder / "copy", 0).value_or_throw());
    }
}

std::array<GrayImage, 3> three_drawings() {
    return {a_drawing(203, 131), inverted(a_drawing(203, 131)), a_drawing(64, 40)};
}

std::array<GrayImage, 3> three_scenes() {
    return {a_scene(203, 131), inverted(a_scene(203, 131)), a_scene(70, 90)};
}

// Of a tag that libtiff does not know: its bytes.
std::string private_tag(TIFF* tiff, std::uint32_t tag) {
    std::uint32_t count = 0;
    const char* bytes = nullptr;
    return TIFFGetField(tiff, tag, &count, &bytes) == 1 ? std::string(bytes, count) : std::string();
}

// libtiff tells the whole program about tags that it does not know.
class Silence {
public:
    Silence() : before_(TIFFSetWarningHandler(nullptr)) {}
    ~Silence() { TIFFSetWarningHandler(before_); }
    Silence(const Silence&) = delete;

private:
    TIFFErrorHandler before_;
};

std::string private_tag(const std::filesystem::path& file, std::uint32_t tag) {
    const Silence silence;
    TIFF* tiff = TIFFOpen(file.c_str(), "r");
    std::string bytes = private_tag(tiff, tag);
    TIFFClose(tiff);
    return bytes;
}

// A page in old-style JPEG (TIFF 6.0 section 22): the whole stream under JPEGInterchangeFormat, and a bilevel page.
std::string old_jpeg_bytes(const std::string& stream, int width, int height) {
    std::string file("II\x2a\0\x08\0\0\0", 8);
    const auto number = [&](std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) {
            file += static_cast<char>(value >> (8 * i) & 0xff);
        }
    };
    const auto directory = [&](const std::vector<std::array<std::uint32_t, 3>>& entries, std::uint32_t next) {
        number(static_cast<std::uint32_t>(entries.size()), 2);
        for (const auto& [tag, type, value] : entries) {
            number(tag, 2), number(type, 2), number(1, 4), number(value, 4);
        }
        number(next, 4);
    };
    const auto w = static_cast<std::uint32_t>(width);
    const auto h = static_cast<std::uint32_t>(height);
    constexpr std::uint32_t second = 8 + 2 + 11 * 12 + 4;
    constexpr std::uint32_t data = second + 2 + 8 * 12 + 4;
    const auto length = static_cast<std::uint32_t>(stream.size());
    directory({{256, 4, w},
               {257, 4, h},
               {258, 3, 8},
               {259, 3, 6},
               {262, 3, 1},
               {273, 4, data},
               {277, 3, 1},
               {278, 4, h},
               {279, 4, length},
               {513, 4, data},
               {514, 4, length}},
              second);
    directory({{256, 4, 8},
               {257, 4, 1},
               {258, 3, 1},
               {259, 3, 1},
               {262, 3, 0},
               {273, 4, data + length},
               {278, 4, 1},
               {279, 4, 1}},
              0);
    return file + stream + "\x5a";
}

}  // namespace

TEST_CASE("a frame of a TIFF of any codec leaves as a file that shows the same pixels") {
    const TemporaryFolder folder;
    const std::array drawings = three_drawings();
    for (const int compression : {1, 2, 3, 4, 5, 8, 32773, 34925, 50000}) {
        for (const bool tiled : {false, true}) {
            for (const bool big_tiff : {false, true}) {
                CAPTURE(compression);
                CAPTURE(tiled);
                TiffSpec spec{compression, 1, Ink::white_is_zero, compression % 2 == 0, big_tiff};
                spec.tiled = tiled;
                spec.rows_per_strip = big_tiff ? 131 : 17;
                write_tiff(folder / "a.tif", spec, drawings);
                check_frames(folder, "a.tif", 3);
            }
        }
    }
}

TEST_CASE("colours, palettes, planes, depths and orientations go with the frame") {
    const TemporaryFolder folder;
    const std::array scenes = three_scenes();
    struct Case {
        Ink ink;
        int bits;
        int compression;
    };
    constexpr std::array cases{Case{Ink::black_is_zero, 8, 1},
                               Case{Ink::black_is_zero, 16, 8},
                               Case{Ink::black_is_zero, 4, 5},
                               Case{Ink::palette, 8, 5},
                               Case{Ink::rgb, 8, 1},
                               Case{Ink::rgba, 8, 8},
                               Case{Ink::cmyk, 8, 5},
                               Case{Ink::ycbcr, 8, 7},
                               Case{Ink::black_is_zero, 8, 7},
                               Case{Ink::rgb, 16, 34925},
                               Case{Ink::black_is_zero, 8, 50000}};
    for (const Case& each : cases) {
        for (const bool tiled : {false, true}) {
            for (const bool separate : {false, true}) {
                if (separate && each.compression == 7) {
                    continue;
                }
                CAPTURE(static_cast<int>(each.ink));
                CAPTURE(each.compression);
                TiffSpec spec{each.compression, each.bits, each.ink, tiled};
                spec.tiled = tiled;
                spec.separate = separate;
                spec.orientation = separate ? 6 : 3;
                write_tiff(folder / "a.tif", spec, scenes);
                check_frames(folder, "a.tif", 3);
            }
        }
    }
}

TEST_CASE("the copy says where its picture is from, and is the same bytes each time") {
    const TemporaryFolder folder;
    const std::array drawings = three_drawings();
    write_tiff(folder / "a.tif", TiffSpec{4, 1, Ink::white_is_zero}, drawings);
    write_bytes(folder / "copy.tif", copy_of(folder / "a.tif", 1));
    CHECK(private_tag(folder / "copy.tif", 37395) == std::string(origin) + '\0');
    CHECK(copy_of(folder / "a.tif", 1) == copy_of(folder / "a.tif", 1, 7));
    // Behind what stands there already.
    write_tiff(folder / "b.tif", TiffSpec{4, 1, Ink::white_is_zero}, std::array{drawings[0], drawings[1]});
    CHECK(copy_of(folder / "copy.tif", 0) == read_bytes(folder / "copy.tif"));
}

TEST_CASE("tags of others, EXIF and pictures below the frame go along") {
    const Silence silence;
    const TemporaryFolder folder;
    const GrayImage page = a_scene(96, 64);
    const GrayImage thumb = a_scene(24, 16);
    const std::string file = folder / "a.tif";
    static const std::array fields{TIFFFieldInfo{65000, TIFF_VARIABLE, TIFF_VARIABLE, TIFF_BYTE, FIELD_CUSTOM, 1, 1,
                                                 const_cast<char*>("Private")}};
    const std::array<std::uint8_t, 5> secret{1, 2, 3, 4, 5};
    TIFF* tiff = TIFFOpen(file.c_str(), "wb");
    const auto picture = [&](const GrayImage& image) {
        TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, image.width);
        TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, image.height);
        TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
        TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
        TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
        TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 7);
        for (int y = 0; y < image.height; ++y) {
            TIFFWriteScanline(tiff, const_cast<std::uint8_t*>(image.row(y)), static_cast<std::uint32_t>(y), 0);
        }
    };
    TIFFMergeFieldInfo(tiff, fields.data(), fields.size());
    TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, "a page with all that may hang below it");
    TIFFSetField(tiff, 65000, static_cast<std::uint16_t>(secret.size()), secret.data());
    std::array<std::uint64_t, 1> below{0};
    TIFFSetField(tiff, TIFFTAG_SUBIFD, 1, below.data());
    std::uint64_t exif = 0;
    picture(page);
    TIFFWriteDirectory(tiff);
    picture(thumb);
    TIFFWriteDirectory(tiff);
    TIFFCreateEXIFDirectory(tiff);
    TIFFSetField(tiff, EXIFTAG_USERCOMMENT, 8, "ASCII\0\0\0");
    TIFFSetField(tiff, EXIFTAG_DATETIMEORIGINAL, "2019:04:01 10:00:00");
    TIFFWriteCustomDirectory(tiff, &exif);
    TIFFSetDirectory(tiff, 0);
    TIFFSetField(tiff, TIFFTAG_EXIFIFD, exif);
    TIFFRewriteDirectory(tiff);
    TIFFClose(tiff);
    // A second page, so that the first is one of two.
    tiff = TIFFOpen(file.c_str(), "a");
    picture(inverted(page));
    TIFFWriteDirectory(tiff);
    TIFFClose(tiff);

    write_bytes(folder / "copy.tif", copy_of(file, 0));
    CHECK(is_same_picture(file, 0, folder / "copy.tif", 0).value_or_throw());
    tiff = TIFFOpen((folder / "copy.tif").c_str(), "r");
    const char* description = nullptr;
    REQUIRE(TIFFGetField(tiff, TIFFTAG_IMAGEDESCRIPTION, &description) == 1);
    CHECK(std::string(description) == "a page with all that may hang below it");
    CHECK(private_tag(tiff, 65000) == std::string(secret.begin(), secret.end()));
    std::uint16_t count = 0;
    const std::uint64_t* offsets = nullptr;
    REQUIRE(TIFFGetField(tiff, TIFFTAG_SUBIFD, &count, &offsets) == 1);
    const std::uint64_t sub = offsets[0];
    REQUIRE(TIFFGetField(tiff, TIFFTAG_EXIFIFD, &exif) == 1);
    REQUIRE(TIFFReadEXIFDirectory(tiff, exif) == 1);
    const char* taken = nullptr;
    REQUIRE(TIFFGetField(tiff, EXIFTAG_DATETIMEORIGINAL, &taken) == 1);
    CHECK(std::string(taken) == "2019:04:01 10:00:00");
    REQUIRE(TIFFSetSubDirectory(tiff, sub) == 1);
    GrayImage read(thumb.width, thumb.height);
    for (int y = 0; y < thumb.height; ++y) {
        TIFFReadScanline(tiff, read.row(y), static_cast<std::uint32_t>(y), 0);
    }
    CHECK(read.pixels == thumb.pixels);
    TIFFClose(tiff);
}

TEST_CASE("old-style JPEG leaves with its stream") {
    const TemporaryFolder folder;
    const GrayImage scene = a_scene(64, 48);
    JpegSpec spec;
    spec.colour = false;
    write_jpeg(folder / "a.jpg", spec, scene);
    write_bytes(folder / "a.tif", old_jpeg_bytes(read_bytes(folder / "a.jpg"), 64, 48));
    REQUIRE(difference(ImageFile::open(folder / "a.tif").value_or_throw().read_gray(0).value_or_throw(), scene) < 20);
    check_frames(folder, "a.tif", 2);
}

TEST_CASE("one of several PNM pictures leaves with a comment that tells its origin") {
    const TemporaryFolder folder;
    const std::array drawings = three_drawings();
    write_bytes(folder / "a.pbm", pnm_bytes(4, drawings[0]) + pnm_bytes(5, drawings[1]) + pnm_bytes(4, drawings[2]));
    check_frames(folder, "a.pbm", 3);
    CHECK(copy_of(folder / "a.pbm", 1).starts_with("P5\n# frame 2 of 0123\n"));
}

TEST_CASE("a file of one frame is its own copy") {
    const TemporaryFolder folder;
    const GrayImage drawing = a_drawing(64, 40);
    write_tiff(folder / "a.tif", TiffSpec{4, 1, Ink::white_is_zero}, std::span(&drawing, 1));
    write_jpeg(folder / "a.jpg", JpegSpec{}, drawing);
    for (const char* name : {"a.tif", "a.jpg"}) {
        CHECK(copy_of(folder / name, 0) == read_bytes(folder / name));
    }
    CHECK(FrameCopy::plan(folder / "a.tif", 1, origin).error().what == "has no page 2");
}

TEST_CASE("damaged structures are refused, never copied halfway") {
    const TemporaryFolder folder;
    const std::array drawings = three_drawings();
    write_tiff(folder / "a.tif", TiffSpec{4, 1, Ink::white_is_zero}, drawings);
    const std::string whole = read_bytes(folder / "a.tif");
    int copied = 0;
    for (std::size_t i = 8; i < whole.size(); i += 3) {
        std::string bent = whole;
        bent[i] = static_cast<char>(bent[i] ^ 0x5a);
        write_bytes(folder / "b.tif", bent);
        Result<FrameCopy> copy = FrameCopy::plan(folder / "b.tif", 0, origin);
        std::string buffer(1 << 20, '\0');
        while (copy && copy->read(buffer).value_or_throw() > 0) {
            ++copied;
        }
    }
    CHECK(copied > 0);
}
