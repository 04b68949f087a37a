#include "support/samples/draw_sheet.hpp"

#include "support/samples/draw_page.hpp"

#include <memory>
#include <stdexcept>

namespace arc_tests {
namespace {

using Picture = std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)>;

Picture read_png(const std::string& path) {
    Picture picture(cairo_image_surface_create_from_png(path.c_str()), cairo_surface_destroy);
    if (cairo_surface_status(picture.get()) != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error(path + ": not a PNG");
    }
    return picture;
}

}  // namespace

void draw_sheet(cairo_t* paper, const std::string& path) {
    const Picture picture = read_png(path);
    cairo_scale(paper, double{paper_width} / cairo_image_surface_get_width(picture.get()),
                double{paper_height} / cairo_image_surface_get_height(picture.get()));
    cairo_set_source_surface(paper, picture.get(), 0, 0);
    cairo_paint(paper);
}

void draw_sticker(cairo_t* paper, const std::string& path) {
    const Picture picture = read_png(path);
    constexpr double edge = mm(8);
    cairo_set_source_surface(paper, picture.get(), paper_width - edge - cairo_image_surface_get_width(picture.get()),
                             edge);
    cairo_paint(paper);
}

}  // namespace arc_tests
