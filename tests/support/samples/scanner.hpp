#pragma once

#include "support/samples/chance.hpp"

#include <cairo.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace arc_tests {

// 1 (grey) or 3 (RGB) bytes a pixel, rows without padding.
struct Pixels {
    int width = 0;
    int height = 0;
    int channels = 1;
    std::vector<std::uint8_t> bytes;
};

// How a scanner spoils a page.
struct Look {
    double skew = 0;     // degrees, clockwise
    double shift_x = 0;  // pixels
    double shift_y = 0;
    double noise = 0;     // largest change of a pixel, in grey values
    double contrast = 1;  // of ink against paper
    double paper = 255;   // grey value of paper
    int blur = 0;         // passes of a 3 x 3 mean
    int speckles = 0;
    double shadow = 0;  // depth in pixels of the dark strip along one edge
    bool shadow_left = true;
    bool holes = false;  // two punched holes in the margin
};

// A look by the quality of the scanning room: clean (nothing spoiled), office or poor.
// Throws std::runtime_error for another word.
Look look_of(const std::string& quality, Chance& chance);

// What the scanner delivers of a sheet of paper that draw puts its content on.
Pixels scan(const std::function<void(cairo_t*)>& draw, const Look& look, int channels, Chance& chance);

}  // namespace arc_tests
