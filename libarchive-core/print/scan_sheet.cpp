#include "print/scan_sheet.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr double mm_of_inch = 25.4;
constexpr double usual_dpi = 200;
constexpr double foot = 8;  // mm below the picture

struct SheetSize {
    double width = 0;
    double height = 0;
};

SheetSize size_of(const ShownScan& scan) {
    const double dpi = scan.dpi > 0 ? scan.dpi : usual_dpi;
    return {std::max(scan.picture.width * mm_of_inch / dpi, 30.0), scan.picture.height * mm_of_inch / dpi};
}

void draw(Canvas& canvas, const ShownScan& scan) {
    const SheetSize size = size_of(scan);
    const Area page{0, 0, size.width, size.height};
    canvas.draw_picture(scan.picture, page);
    canvas.watermark(scan.watermark, page);
    canvas.text(scan.line, {2, size.height + 1.5, size.width - 4, foot - 2}, {.size = 3.2, .smallest = 1.2});
}

}  // namespace

Result<std::string> shown_png(const ShownScan& scan) {
    const SheetSize size = size_of(scan);
    const double dpi = scan.dpi > 0 ? scan.dpi : usual_dpi;
    Canvas canvas = Canvas::picture(size.width, size.height + foot, static_cast<int>(dpi + 0.5));
    draw(canvas, scan);
    return canvas.finish_png();
}

ShownPages::ShownPages(const PdfSettings& settings) : canvas_(Canvas::pdf(210, 297, settings)) {
}

void ShownPages::add(const ShownScan& scan) {
    const SheetSize size = size_of(scan);
    canvas_.set_page_size(size.width, size.height + foot);
    draw(canvas_, scan);
    canvas_.next_page();
}

std::string ShownPages::finish() {
    return canvas_.finish_pdf();
}

}  // namespace arc
