#pragma once

#include "model/raster.hpp"

#include <cmath>

namespace arc::test {

// Pages as scans of them look: for telling sheets that were scanned twice.
inline constexpr int page_width = 620;  // A4 at 75 dpi
inline constexpr int page_height = 877;
inline constexpr int page_lines = 40;

// Lines of words whose letters are strokes, the same for a seed; those from `from` on have another seed.
inline GrayImage written_page(unsigned seed, int from = page_lines, unsigned other = 0) {
    GrayImage page(page_width, page_height);
    for (int line = 0; line < page_lines; ++line) {
        unsigned state = (line < from ? seed : other) * 2654435761U + static_cast<unsigned>(line) * 40503U + 1;
        for (int x = 60; x < page_width - 60;) {
            state = state * 1664525U + 1013904223U;
            const int stroke = 1 + static_cast<int>(state >> 30U);
            const int tall = 4 + static_cast<int>(state >> 27U & 7U);
            for (int dy = 0; dy < tall; ++dy) {
                for (int dx = 0; dx < stroke; ++dx) {
                    page.row(80 + line * 18 + dy)[x + dx] = 0;
                }
            }
            x += stroke + 2 + static_cast<int>(state >> 24U & 3U) + (state % 7 == 0 ? 8 : 0);
        }
    }
    return page;
}

// The page as it lies on the glass: turned, moved, on grey paper with grain.
inline GrayImage scanned(const GrayImage& page, double degrees, int right, int down) {
    GrayImage scan(page.width, page.height, 240);
    const double turn = degrees * 3.14159265358979 / 180;
    for (int y = 0; y < scan.height; ++y) {
        for (int x = 0; x < scan.width; ++x) {
            const double cx = x - page.width / 2.0 - right;
            const double cy = y - page.height / 2.0 - down;
            const int px = static_cast<int>(std::lround(cx * std::cos(turn) + cy * std::sin(turn) + page.width / 2.0));
            const int py = static_cast<int>(std::lround(cy * std::cos(turn) - cx * std::sin(turn) + page.height / 2.0));
            const bool on_page = px >= 0 && py >= 0 && px < page.width && py < page.height;
            const int ink = on_page ? 255 - page.row(py)[px] : 0;
            scan.row(y)[x] = static_cast<std::uint8_t>(240 - ink * 7 / 10 - (x * 7 + y * 13) % 11);
        }
    }
    return scan;
}

}  // namespace arc::test
