#include "support/samples/scanner.hpp"

#include "support/samples/draw_page.hpp"

#include <algorithm>
#include <memory>
#include <numbers>
#include <stdexcept>

namespace arc_tests {
namespace {

std::uint8_t to_byte(double value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
}

void lay_on_glass(cairo_t* glass, const Look& look) {
    cairo_set_source_rgb(glass, 1, 1, 1);
    cairo_paint(glass);
    cairo_translate(glass, paper_width / 2.0 + look.shift_x, paper_height / 2.0 + look.shift_y);
    cairo_rotate(glass, look.skew * std::numbers::pi / 180);
    cairo_translate(glass, -paper_width / 2.0, -paper_height / 2.0);
}

void punch(cairo_t* glass) {
    cairo_set_source_rgb(glass, 0.1, 0.1, 0.1);
    for (const double y : {108.5, 188.5}) {  // ISO 838: two holes 80 mm apart, 12 mm from the edge
        cairo_arc(glass, mm(12), mm(y), mm(3), 0, 2 * std::numbers::pi);
        cairo_fill(glass);
    }
}

Pixels pixels_of(cairo_surface_t* surface, int channels) {
    Pixels pixels{.width = paper_width, .height = paper_height, .channels = channels, .bytes = {}};
    pixels.bytes.reserve(std::size_t{paper_width} * paper_height * static_cast<std::size_t>(channels));
    const int stride = cairo_image_surface_get_stride(surface);
    const unsigned char* row = cairo_image_surface_get_data(surface);
    for (int y = 0; y < paper_height; ++y, row += stride) {
        for (const unsigned char* bgr = row; bgr != row + std::ptrdiff_t{4} * paper_width; bgr += 4) {
            if (channels == 1) {
                pixels.bytes.push_back(to_byte(0.114 * bgr[0] + 0.587 * bgr[1] + 0.299 * bgr[2]));
            } else {
                pixels.bytes.insert(pixels.bytes.end(), {bgr[2], bgr[1], bgr[0]});
            }
        }
    }
    return pixels;
}

// The mean over three neighbours, step bytes apart; twice, along and down, it is the 3 x 3 mean.
void soften(std::vector<std::uint8_t>& bytes, std::size_t step) {
    std::vector<std::uint8_t> before = bytes;
    for (std::size_t i = step; i + step < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>((before[i - step] + before[i] + before[i + step]) / 3);
    }
}

void spoil_tones(Pixels& pixels, const Look& look, Chance& chance) {
    for (std::uint8_t& byte : pixels.bytes) {
        const double tone = look.paper - (255 - byte) * look.contrast * look.paper / 255;
        byte = to_byte(tone + (look.noise > 0 ? chance.between(-look.noise, look.noise) : 0));
    }
}

void darken(Pixels& pixels, int x, int y, double factor) {
    if (x < 0 || y < 0 || x >= pixels.width || y >= pixels.height) {
        return;
    }
    const auto at = static_cast<std::size_t>((y * pixels.width + x) * pixels.channels);
    for (std::size_t i = at; i < at + static_cast<std::size_t>(pixels.channels); ++i) {
        pixels.bytes[i] = to_byte(pixels.bytes[i] * factor);
    }
}

void sprinkle(Pixels& pixels, int count, Chance& chance) {
    for (int i = 0; i < count; ++i) {
        const int x = chance.below(pixels.width);
        const int y = chance.below(pixels.height);
        const int size = 1 + chance.below(4);
        for (int dy = 0; dy < size; ++dy) {
            for (int dx = 0; dx < size; ++dx) {
                darken(pixels, x + dx, y + dy, 0.25);
            }
        }
    }
}

void shade_edge(Pixels& pixels, const Look& look) {
    const int depth = static_cast<int>(look.shadow);
    for (int y = 0; y < pixels.height; ++y) {
        for (int i = 0; i < depth; ++i) {
            darken(pixels, look.shadow_left ? i : pixels.width - 1 - i, y, 0.2 + 0.8 * i / depth);
        }
    }
}

}  // namespace

Look look_of(const std::string& quality, Chance& chance) {
    if (quality == "clean") {
        return {};
    }
    if (quality != "office" && quality != "poor") {
        throw std::runtime_error(quality + ": no such look; clean, office or poor");
    }
    const double bad = quality == "poor" ? 2.5 : 1;
    return {.skew = chance.between(-0.9, 0.9) * bad,
            .shift_x = chance.between(-25, 25),
            .shift_y = chance.between(-25, 25),
            .noise = chance.between(3, 12) * bad,
            .contrast = chance.between(0.75, 0.95) / (bad > 1 ? 1.3 : 1),
            .paper = chance.between(232, 250),
            .blur = chance.below(bad > 1 ? 3 : 2),
            .speckles = static_cast<int>(chance.between(5, 60) * bad),
            .shadow = chance.below(3) == 0 ? chance.between(8, 40) * bad : 0,
            .shadow_left = chance.below(2) == 0,
            .holes = chance.below(3) == 0};
}

Pixels scan(const std::function<void(cairo_t*)>& draw, const Look& look, int channels, Chance& chance) {
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, paper_width, paper_height), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> glass(cairo_create(surface.get()), cairo_destroy);
    lay_on_glass(glass.get(), look);
    if (look.holes) {
        punch(glass.get());
    }
    draw(glass.get());
    cairo_surface_flush(surface.get());

    Pixels pixels = pixels_of(surface.get(), channels);
    for (int pass = 0; pass < look.blur; ++pass) {
        soften(pixels.bytes, static_cast<std::size_t>(channels));
        soften(pixels.bytes, static_cast<std::size_t>(channels) * paper_width);
    }
    spoil_tones(pixels, look, chance);
    sprinkle(pixels, look.speckles, chance);
    shade_edge(pixels, look);
    return pixels;
}

}  // namespace arc_tests
