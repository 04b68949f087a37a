#include "barcode/view.hpp"

#include "barcode/retouch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace arc {
namespace {

// First `inner`, then `outer`.
Placement chained(const Placement& inner, const Placement& outer) {
    return {outer.xx * inner.xx + outer.xy * inner.yx,
            outer.xx * inner.xy + outer.xy * inner.yy,
            outer.xx * inner.x0 + outer.xy * inner.y0 + outer.x0,
            outer.yx * inner.xx + outer.yy * inner.yx,
            outer.yx * inner.xy + outer.yy * inner.yy,
            outer.yx * inner.x0 + outer.yy * inner.y0 + outer.y0};
}

}  // namespace

Point Placement::to_page(Point point) const {
    return {static_cast<int>(std::lround(xx * point.x + xy * point.y + x0)),
            static_cast<int>(std::lround(yx * point.x + yy * point.y + y0))};
}

View view_of(GrayImage image, Rect area, int reduce) {
    const double scale = reduce;
    return {std::move(image), {scale, 0, static_cast<double>(area.x), 0, scale, static_cast<double>(area.y)}};
}

View half(const View& view) {
    return {reduced(view.image, 2), chained({2, 0, 0, 0, 2, 0}, view.place)};
}

View enlarged(const View& view, int factor) {
    const double scale = 1.0 / factor;
    return {enlarged(view.image, factor), chained({scale, 0, 0, 0, scale, 0}, view.place)};
}

View transposed(const View& view) {
    return {transposed(view.image), chained({0, 1, 0, 1, 0, 0}, view.place)};
}

View turned(const View& view, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    View result{turned(view.image, degrees), {}};
    const double middle_x = (result.image.width - 1) / 2.0;
    const double middle_y = (result.image.height - 1) / 2.0;
    const Placement back{cosine, sine,   (view.image.width - 1) / 2.0 - cosine * middle_x - sine * middle_y,
                         -sine,  cosine, (view.image.height - 1) / 2.0 + sine * middle_x - cosine * middle_y};
    result.place = chained(back, view.place);
    return result;
}

View with_pixels(const View& view, GrayImage image) {
    return {std::move(image), view.place};
}

View with_margin(const View& view, int margin) {
    const GrayImage& image = view.image;
    View wide{GrayImage(image.width + 2 * margin, image.height + 2 * margin), {}};
    for (int y = 0; y < image.height; ++y) {
        std::copy_n(image.row(y), image.width, wide.image.row(y + margin) + margin);
    }
    wide.place = chained({1, 0, -1.0 * margin, 0, 1, -1.0 * margin}, view.place);
    return wide;
}

}  // namespace arc
