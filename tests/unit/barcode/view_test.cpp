#include "barcode/view.hpp"

#include "barcode/retouch.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace arc;

namespace {

// A page with one black dot of 5 × 5 pixels; where a view sees its middle.
constexpr Point dot{70, 40};

GrayImage page_with_dot() {
    GrayImage page(120, 90);
    for (int y = dot.y - 2; y <= dot.y + 2; ++y) {
        for (int x = dot.x - 2; x <= dot.x + 2; ++x) {
            page.row(y)[x] = 0;
        }
    }
    return page;
}

Point dark_middle(const GrayImage& image) {
    double sum = 0;
    double sum_x = 0;
    double sum_y = 0;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const double dark = 255 - image.row(y)[x];
            sum += dark;
            sum_x += dark * x;
            sum_y += dark * y;
        }
    }
    return {static_cast<int>(std::lround(sum_x / sum)), static_cast<int>(std::lround(sum_y / sum))};
}

bool is_near(Point a, Point b) {
    return std::abs(a.x - b.x) <= 2 && std::abs(a.y - b.y) <= 2;
}

}  // namespace

TEST_CASE("every view tells where its pixels lie on the page") {
    const Rect area{30, 10, 80, 70};
    const View view = view_of(cropped(page_with_dot(), area), area, 1);
    for (const View& other : {view, half(view), enlarged(view, 3), transposed(view), turned(view, 17),
                              turned(view, -90), with_margin(view, 9), half(turned(enlarged(transposed(view), 2), 33)),
                              with_pixels(view, sharpened(view.image, 2, 1.5))}) {
        CHECK(is_near(other.place.to_page(dark_middle(other.image)), dot));
    }
}

TEST_CASE("retouching takes images without pixels and of one pixel") {
    for (const GrayImage& image :
         {GrayImage(0, 0), GrayImage(1, 1), GrayImage(0, 5), GrayImage(1, 300), GrayImage(300, 1)}) {
        CHECK(inverted(image).pixels.size() == image.pixels.size());
        CHECK(enlarged(image, 2).pixels.size() == image.pixels.size() * 4);
        CHECK(blurred(image, 2).pixels.size() == image.pixels.size());
        CHECK(sharpened(image, 2, 1.5).pixels.size() == image.pixels.size());
        CHECK(transposed(image).width == image.height);
        CHECK(reduced(image, 2).width == image.width / 2);
        CHECK(turned(image, 30).width >= image.width / 2);
        CHECK(cropped(image, {-5, -5, 20, 20}).width <= image.width);
    }
}
