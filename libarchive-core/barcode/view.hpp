#pragma once

#include "model/raster.hpp"

namespace arc {

// Pixels of a changed image -> pixels of the page: x' = xx·x + xy·y + x0, y' = yx·x + yy·y + y0.
struct Placement {
    double xx = 1;
    double xy = 0;
    double x0 = 0;
    double yx = 0;
    double yy = 1;
    double y0 = 0;

    Point to_page(Point point) const;
};

// A part of a page as it is shown to a decoder, and where its pixels lie on the page.
struct View {
    GrayImage image;
    Placement place;
};

// `area` of the page, its sides divided by `reduce`.
View view_of(GrayImage image, Rect area, int reduce);
View half(const View& view);
View enlarged(const View& view, int factor);
View transposed(const View& view);
View turned(const View& view, double degrees);
// The same place with other pixels of the same size.
View with_pixels(const View& view, GrayImage image);
// With a white border of `margin` pixels: codes without a quiet zone gain one.
View with_margin(const View& view, int margin);

}  // namespace arc
