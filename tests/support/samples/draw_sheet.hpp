#pragma once

#include <cairo.h>

#include <string>

namespace arc_tests {

// Draws a printed sheet, a PNG of any size, over the whole paper. Throws std::runtime_error naming the file.
void draw_sheet(cairo_t* paper, const std::string& path);
// Glues a printed sticker, a PNG of 300 dpi, into the upper right corner of a page. Throws as draw_sheet.
void draw_sticker(cairo_t* paper, const std::string& path);

}  // namespace arc_tests
