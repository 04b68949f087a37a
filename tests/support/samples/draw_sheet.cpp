#include "support/samples/draw_sheet.hpp"

#include "support/samples/draw_page.hpp"

#include <memory>
#include <stdexcept>

namespace arc_tests {

void draw_sheet(cairo_t* paper, const std::string& path) {
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> image(
        cairo_image_surface_create_from_png(path.c_str()), cairo_surface_destroy);
    if (cairo_surface_status(image.get()) != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error(path + ": not a PNG");
    }
    cairo_scale(paper, double{paper_width} / cairo_image_surface_get_width(image.get()),
                double{paper_height} / cairo_image_surface_get_height(image.get()));
    cairo_set_source_surface(paper, image.get(), 0, 0);
    cairo_paint(paper);
}

}  // namespace arc_tests
