#include "image/image_file.hpp"
#include "support/image_makers.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <optional>

using namespace arc;
using namespace arc::test;
using Ink = TiffSpec::Ink;

namespace {

// The error on the way to the pixels of the file's frames; nothing when all are read.
std::optional<Error> trouble_with(const std::filesystem::path& path, const ImageLimits& limits = {}) {
    Result<ImageFile> file = ImageFile::open(path, limits);
    if (!file) {
        return file.error();
    }
    for (int frame = 0; frame < file->frames(); ++frame) {
        const Result<BitImage> page = file->read_bilevel(frame);
        if (!page) {
            return page.error();
        }
    }
    return std::nullopt;
}

std::string message_for(const std::filesystem::path& path, const ImageLimits& limits = {}) {
    const std::optional<Error> error = trouble_with(path, limits);
    const std::string message = error ? error->message() : "";
    return message.starts_with(path.string()) ? message.substr(path.string().size()) : message;
}

// One small file of every kind.
std::vector<std::string> samples(const TemporaryFolder& folder) {
    const GrayImage drawing = a_drawing(203, 131);
    const GrayImage scene = a_scene(203, 131);
    std::vector<std::string> files;
    for (const int compression : {1, 3, 4, 5, 8, 32773}) {
        write_tiff(folder / "a.tif", {compression, 1, Ink::white_is_zero}, std::span(&drawing, 1));
        files.push_back(read_bytes(folder / "a.tif"));
    }
    for (const int compression : {1, 5, 7, 8}) {
        TiffSpec spec{compression, 8, Ink::rgb};
        spec.tiled = compression == 8;
        write_tiff(folder / "a.tif", spec, std::span(&scene, 1));
        files.push_back(read_bytes(folder / "a.tif"));
    }
    for (const bool progressive : {false, true}) {
        write_jpeg(folder / "a.jpg", {true, progressive}, scene);
        files.push_back(read_bytes(folder / "a.jpg"));
    }
    write_png(folder / "a.png", {}, scene);
    files.push_back(read_bytes(folder / "a.png"));
    write_png(folder / "a.png", {1, PngSpec::Ink::gray, true}, drawing);
    files.push_back(read_bytes(folder / "a.png"));
    files.push_back(pnm_bytes(1, drawing));
    files.push_back(pnm_bytes(6, scene));
    files.push_back(bmp_bytes(8, scene));
    files.push_back(bmp_bytes(24, scene, false, true));
    return files;
}

}  // namespace

TEST_CASE("a file cut off anywhere is never taken for whole") {
    const TemporaryFolder folder;
    for (const std::string& whole : samples(folder)) {
        write_bytes(folder / "whole", whole);
        REQUIRE_FALSE(trouble_with(folder / "whole").has_value());
        const std::size_t step = whole.size() / 60 + 1;
        for (std::size_t size = 0; size < whole.size(); size += size < 100 ? 3 : step) {
            CAPTURE(size);
            write_bytes(folder / "cut", whole.substr(0, size));
            const std::optional<Error> error = trouble_with(folder / "cut");
            REQUIRE(error.has_value());
            CHECK((error->code == ErrorCode::damaged || error->code == ErrorCode::unsupported ||
                   error->code == ErrorCode::limit));
        }
        write_bytes(folder / "cut", std::string_view(whole).substr(0, whole.size() - 1));
        CHECK(trouble_with(folder / "cut").has_value());
    }
}

TEST_CASE("a file with wrong bytes anywhere is read or refused, never worse") {
    const TemporaryFolder folder;
    for (const std::string& whole : samples(folder)) {
        for (unsigned round = 0; round < 120; ++round) {
            std::string broken = whole;
            // A fixed sequence of places, more of them near the start and the end, where the headers are.
            const std::size_t place = round * 2654435761U % (round % 2 == 0 ? broken.size() : 200);
            broken[round % 4 == 1 ? broken.size() - 1 - place % broken.size() : place % broken.size()] ^=
                static_cast<char>(1U << round % 8);
            write_bytes(folder / "broken", broken);
            const std::optional<Error> error = trouble_with(folder / "broken");
            CHECK((!error || !error->what.empty()));
        }
    }
}

TEST_CASE("a G4 strip with fewer lines than the page claims is damage") {
    const TemporaryFolder folder;
    const GrayImage drawing = a_drawing(203, 131);
    for (const int rows : {1, 60, 129, 130}) {
        CAPTURE(rows);
        write_short_g4(folder / "a.tif", drawing, rows);
        const std::optional<Error> error = trouble_with(folder / "a.tif");
        REQUIRE(error.has_value());
        CHECK(error->code == ErrorCode::damaged);
    }
    write_short_g4(folder / "a.tif", drawing, 131);
    CHECK_FALSE(trouble_with(folder / "a.tif").has_value());
}

TEST_CASE("damage is told with its reason") {
    const TemporaryFolder folder;
    const GrayImage scene = a_scene(203, 131);
    write_jpeg(folder / "a.jpg", {}, scene);
    const std::string jpeg = read_bytes(folder / "a.jpg");
    write_bytes(folder / "a.jpg", std::string_view(jpeg).substr(0, jpeg.size() - 500));
    CHECK(message_for(folder / "a.jpg") ==
          ": the picture cannot be decoded: Premature end of JPEG file; scan the page again");
    write_png(folder / "a.png", {}, scene);
    std::string png = read_bytes(folder / "a.png");
    png[png.size() - 13] = static_cast<char>(png[png.size() - 13] + 1);  // check sum of the last pixels, before IEND
    write_bytes(folder / "a.png", png);
    CHECK(message_for(folder / "a.png") == ": the picture cannot be decoded: IDAT: CRC error; scan the page again");
    const std::string pnm = pnm_bytes(5, scene);
    write_bytes(folder / "a.pgm", std::string_view(pnm).substr(0, 1000));
    CHECK(message_for(folder / "a.pgm") == ": the picture is cut off (1000 of 26628 bytes); scan the page again");
    write_bytes(folder / "empty.tif", "");
    CHECK(message_for(folder / "empty.tif") == ": the file is empty; scan the page again");
    write_bytes(folder / "b.tif", "nothing that anybody knows");
    CHECK(message_for(folder / "b.tif") ==
          ": named .tif but does not begin as an image (first bytes 6e 6f 74 68 69 6e 67 20); scan the page again");
}

TEST_CASE("what is no image is refused with a way to take it all the same") {
    const TemporaryFolder folder;
    write_bytes(folder / "a.tif", "%PDF-1.7\n");
    CHECK(message_for(folder / "a.tif") ==
          ": a PDF document, not an image that can be looked at; take it whole with --opaque pdf");
    write_bytes(folder / "a.mp3", "no known beginning");
    CHECK(message_for(folder / "a.mp3") ==
          ": named .mp3, not an image that can be looked at; take it whole with --opaque audio");
    write_bytes(folder / "a", "x");
    CHECK(message_for(folder / "a") ==
          ": not an image that can be looked at (first bytes 78); take it whole with --opaque TYPE");
    std::filesystem::create_directory(folder / "b.tif");
    CHECK(message_for(folder / "b.tif") == ": not a regular file");
    REQUIRE(::mkfifo((folder / "c.tif").c_str(), 0600) == 0);
    CHECK(message_for(folder / "c.tif") == ": not a regular file");
    CHECK(trouble_with(folder / "none.tif")->code == ErrorCode::not_found);
}

TEST_CASE("pages in a circle and more pages than allowed are refused") {
    const TemporaryFolder folder;
    const std::array frames{a_drawing(37, 53), a_drawing(37, 53)};
    write_tiff(folder / "a.tif", {4, 1, Ink::white_is_zero}, frames);
    ImageLimits limits;
    limits.max_frames = 1;
    CHECK(message_for(folder / "a.tif", limits) == ": more than 1 pages in one file; split the file");
    std::string bytes = read_bytes(folder / "a.tif");
    const std::string first = bytes.substr(4, 4);
    // The last directory ends the file of libtiff only when no values follow it; find its link by its four zero bytes.
    const auto offset = [&bytes](std::size_t at) {
        return static_cast<std::size_t>(static_cast<unsigned char>(bytes[at])) |
               static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 1])) << 8;
    };
    const auto link_of = [&](std::size_t directory) { return directory + 2 + 12 * offset(directory); };
    bytes.replace(link_of(offset(link_of(offset(4)))), 4, first);
    write_bytes(folder / "a.tif", bytes);
    CHECK(message_for(folder / "a.tif") == ": the chain of pages runs in a circle after page 2; scan the page again");
}

TEST_CASE("an error in a file of several pages names the page") {
    const TemporaryFolder folder;
    const std::array frames{a_drawing(37, 53), a_drawing(203, 131)};
    write_tiff(folder / "a.tif", {4, 1, Ink::white_is_zero}, frames);
    ImageLimits limits;
    limits.max_pixels = 5000;
    CHECK(message_for(folder / "a.tif", limits) ==
          ": page 2: 203 × 131 pixels are more than the limit of 5000; raise --max-pixels if the page is meant to be "
          "that large");
}

TEST_CASE("what must be decoded whole is measured up to a limit and says so beyond it") {
    const TemporaryFolder folder;
    const GrayImage scene = a_scene(203, 131);
    ImageLimits limits;
    limits.max_whole_pixels = 10'000;
    write_jpeg(folder / "a.jpg", {true, true}, scene);
    write_png(folder / "a.png", {8, PngSpec::Ink::gray, true}, scene);
    for (const char* name : {"a.jpg", "a.png"}) {
        CHECK(ImageFile::open(folder / name).value_or_throw().info(0)->measurable);
        CHECK_FALSE(trouble_with(folder / name).has_value());
        CHECK_FALSE(ImageFile::open(folder / name, limits).value_or_throw().info(0)->measurable);
        CHECK(message_for(folder / name, limits) == ": 203 × 131 pixels that can only be decoded whole are not read");
    }
    write_jpeg(folder / "b.jpg", {}, scene);
    CHECK_FALSE(trouble_with(folder / "b.jpg", limits).has_value());
}
