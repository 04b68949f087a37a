#include "image/measure.hpp"

#include "image/marks.hpp"
#include "image/quarter.hpp"
#include "image/threshold.hpp"
#include "support/image_makers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace arc;
using namespace arc::test;

namespace {

constexpr int a4_width = 2480;  // 300 dpi
constexpr int a4_height = 3508;
constexpr double mm = 300 / 25.4;

void blacken(GrayImage& page, double left, double top, double width, double height) {
    for (int y = static_cast<int>(top * mm); y < std::min(page.height, static_cast<int>((top + height) * mm)); ++y) {
        for (int x = static_cast<int>(left * mm); x < std::min(page.width, static_cast<int>((left + width) * mm));
             ++x) {
            page.row(y)[x] = 0;
        }
    }
}

void blacken_disc(GrayImage& page, double x0, double y0, double radius) {
    for (int y = 0; y < page.height; ++y) {
        for (int x = 0; x < page.width; ++x) {
            if (std::hypot(x / mm - x0, y / mm - y0) < radius) {
                page.row(y)[x] = 0;
            }
        }
    }
}

// Lines of words, falling to the right by `degrees`.
GrayImage a_text(double degrees) {
    GrayImage page(a4_width, a4_height);
    const double slope = std::tan(degrees * 3.14159265358979 / 180);
    for (int y = 300; y < 3200; ++y) {
        for (int x = 250; x < 2250; ++x) {
            const double line = y - slope * (x - 1240);
            const int in_line = static_cast<int>(line) % 60;
            const bool letter = x / 9 % 2 == 0 && x / 150 % 5 != 4;
            page.row(y)[x] = line > 300 && in_line < 28 && letter ? 0 : 255;
        }
    }
    return page;
}

// A fixed scatter of square specks.
void scatter(GrayImage& page, int count, int side) {
    std::uint32_t state = 12345;
    const auto next = [&state](int below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 8) % static_cast<std::uint32_t>(below));
    };
    for (int i = 0; i < count; ++i) {
        const int x = next(page.width - side);
        const int y = next(page.height - side);
        for (int row = y; row < y + side; ++row) {
            std::fill_n(page.row(row) + x, side, std::uint8_t{0});
        }
    }
}

bool blank(const GrayImage& page) {
    return measure(to_bits(page), 300).blank;
}

GrayImage paper() {
    return GrayImage(a4_width, a4_height);
}

BitImage thresholded(const GrayImage& page) {
    AdaptiveThreshold sink;
    sink.begin(page.width, page.height, 1);
    for (int y = 0; y < page.height; ++y) {
        sink.row(page.row(y));
    }
    return sink.take();
}

}  // namespace

TEST_CASE("ink is the share of black pixels, exactly, whatever the size") {
    for (const int width : {37, 64, 203, 1999}) {
        for (const int height : {53, 130, 2001}) {
            const GrayImage drawing = a_drawing(width, height);
            const auto black = std::ranges::count(drawing.pixels, std::uint8_t{0});
            CHECK(measure(to_bits(drawing)).ink ==
                  doctest::Approx(static_cast<double>(black) / (static_cast<double>(width) * height)).epsilon(1e-9));
        }
    }
}

TEST_CASE("a quarter is black where four of sixteen pixels are") {
    const GrayImage scene = a_scene(203, 131);
    const BitImage bits = to_bits(scene);
    const Quarter reduced = quarter(bits);
    REQUIRE(reduced.image.width == 50);
    REQUIRE(reduced.image.height == 32);
    BitImage expected(50, 32);
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 50; ++x) {
            int black = 0;
            for (int i = 0; i < 16; ++i) {
                black += bits.black(4 * x + i % 4, 4 * y + i / 4) ? 1 : 0;
            }
            expected.row(y)[x / 8] =
                static_cast<std::uint8_t>(expected.row(y)[x / 8] | (black >= 4 ? 0x80 >> x % 8 : 0));
        }
    }
    CHECK(reduced.image.bytes == expected.bytes);
    CHECK(reduced.black == count_black(bits));
}

TEST_CASE("skew is found to a tenth of a degree and is positive where lines fall to the right") {
    for (const double degrees : {-4.0, -1.3, -0.4, 0.0, 0.7, 2.5, 5.0}) {
        CAPTURE(degrees);
        CHECK(std::abs(measure(to_bits(a_text(degrees)), 300).skew - degrees) < 0.1);
    }
    CHECK(measure(to_bits(paper()), 300).skew == 0);
}

TEST_CASE("specks, edges, holes and streaks leave a page blank") {
    GrayImage page = paper();
    CHECK(blank(page));
    CHECK(measure(to_bits(page), 300).blank_score == 1);
    SUBCASE("dust") {
        scatter(page, 400, 5);
    }
    SUBCASE("shadows of the edges") {
        blacken(page, 0, 0, 210, 3);
        blacken(page, 205, 0, 5, 297);
    }
    SUBCASE("the dark lid of a scanner beside a smaller sheet") {
        blacken(page, 0, 200, 210, 97);
    }
    SUBCASE("punch holes") {
        blacken_disc(page, 12, 108.5, 3);
        blacken_disc(page, 12, 188.5, 3);
    }
    SUBCASE("a streak over the whole page") {
        blacken(page, 80, 0, 0.2, 297);
    }
    SUBCASE("a fold") {
        blacken(page, 10, 148, 150, 0.3);
    }
    SUBCASE("crumbs of the other side that shine through, some of them touching") {
        scatter(page, 800, 6);
    }
    CHECK(blank(page));
}

TEST_CASE("a single number on a page is writing") {
    GrayImage page = paper();
    SUBCASE("a printed digit and a dash") {
        blacken(page, 100, 280, 0.5, 2.6);
        blacken(page, 103, 281, 2, 0.5);
    }
    SUBCASE("a pen's short stroke among dust") {
        scatter(page, 100, 4);
        blacken(page, 60, 60, 0.6, 12);
    }
    SUBCASE("a small stamp") {
        blacken_disc(page, 100, 100, 8);
    }
    SUBCASE("text") {
        page = a_text(0);
    }
    CHECK_FALSE(blank(page));
}

TEST_CASE("a page is not blank because its resolution is wrong") {
    for (const double dpi : {0.0, 20.0, 72.0, 300.0, 600.0, 1200.0, 100'000.0}) {
        CHECK_FALSE(measure(to_bits(a_text(0)), dpi).blank);
    }
}

TEST_CASE("writing is found in any light and solid bars stay solid") {
    GrayImage page(800, 600);
    GrayImage truth(800, 600);
    for (int y = 0; y < page.height; ++y) {
        for (int x = 0; x < page.width; ++x) {
            const bool stroke = (x % 40 < 5 && y > 40 && y < 300) || (x > 200 && x < 500 && y > 380 && y < 560);
            const int light = 250 - 150 * x / page.width;
            const int grain = (x * 7 + y * 13) % 11 - 5;
            page.row(y)[x] = static_cast<std::uint8_t>((stroke ? light * 2 / 5 : light) * (100 + grain / 2) / 100);
            truth.row(y)[x] = stroke ? 0 : 255;
        }
    }
    const GrayImage found = to_gray(thresholded(page));
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < found.pixels.size(); ++i) {
        wrong += found.pixels[i] != truth.pixels[i] ? 1 : 0;
    }
    // The middle of so large a bar at the dim side is the hardest part.
    CHECK(wrong < found.pixels.size() / 100);
}

TEST_CASE("empty paper of any grey is empty and all black is ink") {
    for (const int size : {1, 7, 16, 17, 100}) {
        for (const int light : {255, 200, 120, 60}) {
            CHECK(count_black(thresholded(GrayImage(size, size, static_cast<std::uint8_t>(light)))) == 0);
        }
    }
    CHECK(count_black(thresholded(GrayImage(100, 100, 0))) == 0);
}
