#include "image/page_writing.hpp"

#include "support/image_makers.hpp"
#include "support/written_page.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace arc;
using namespace arc::test;

TEST_CASE("two scans of a page are alike, wherever on the glass and however askew it lay") {
    const GrayImage page = written_page(1);
    const GrayImage one = page_writing(scanned(page, 0, 0, 0), 75);
    for (const auto& [degrees, right, down] : {std::tuple{0.0, 12, -9}, {1.2, 0, 0}, {-2.0, -8, 15}}) {
        CAPTURE(degrees);
        const GrayImage other = page_writing(scanned(page, degrees, right, down), 75);
        CHECK(distance(hash_of(one), hash_of(other)) < 64);
        CHECK(likeness(one, other) > 0.6);
        CHECK(likeness(other, one) > 0.6);
    }
}

TEST_CASE("pages with other words are not alike, though their lines stand at the same places") {
    const GrayImage one = page_writing(written_page(1), 75);
    CHECK(likeness(one, page_writing(written_page(2), 75)) < 0.5);
    SUBCASE("nor are those of which the last lines differ") {
        CHECK(likeness(one, page_writing(written_page(1, page_lines - 5, 2), 75)) < 0.5);
    }
}

TEST_CASE("a page without writing is like none, and no size of page is too small") {
    const GrayImage blank = page_writing(GrayImage(page_width, page_height), 75);
    CHECK(std::ranges::count(blank.pixels, 0) == page_width * page_height);
    CHECK(likeness(blank, blank) == 0);
    CHECK(likeness(blank, page_writing(written_page(1), 75)) == 0);
    const GrayImage tiny = page_writing(GrayImage(3, 5), 75);
    CHECK(likeness(tiny, tiny) == 0);
    CHECK(hash_of(tiny) == PageHash{});
    CHECK(hash_of(blank) == PageHash{});
}

TEST_CASE("a file is compared at the scale that its own resolution asks for") {
    const TemporaryFolder folder;
    const auto write = [&](const std::string& name, int width, double dpi) {
        const GrayImage page = written_page(1);
        GrayImage picture(width, width * page_height / page_width);
        for (int y = 0; y < picture.height; ++y) {
            for (int x = 0; x < picture.width; ++x) {
                picture.row(y)[x] = page.row(y * page_width / width)[x * page_width / width];
            }
        }
        TiffSpec spec;
        spec.dpi = dpi;
        write_tiff(folder / name, spec, std::span(&picture, 1));
    };
    write("200.tif", 1654, 200);
    write("100.tif", 827, 100);
    const auto read = [&](const std::string& name) {
        ImageFile file = ImageFile::open(folder / name).value_or_throw();
        return read_page_writing(file, 0).value_or_throw();
    };
    const GrayImage one = read("200.tif");
    const GrayImage other = read("100.tif");
    CHECK(std::abs(one.width - other.width) <= 1);
    CHECK(one.width == 620);
    CHECK(likeness(one, other) > 0.8);
}
