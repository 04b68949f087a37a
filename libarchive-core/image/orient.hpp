#pragma once

#include "model/raster.hpp"

namespace arc {

// Stored rows to the upright page, by TIFF tag 274 (TIFF 6.0 section 8; EXIF has the same numbers):
// 1 as it is, 2 mirrored, 3 turned 180°, 4 upside down mirrored, 5 transposed, 6 turned 90° clockwise,
// 7 transposed the other way, 8 turned 90° counter-clockwise. Other numbers mean 1.
BitImage upright(BitImage stored, int orientation);
GrayImage upright(GrayImage stored, int orientation);
// Width and height change places.
constexpr bool lies_on_its_side(int orientation) {
    return orientation >= 5 && orientation <= 8;
}
// Where an area of the upright page, which is `width` × `height`, lies in the stored rows.
Rect stored_area(Rect upright, int width, int height, int orientation);

}  // namespace arc
