#include "print/scan_sheet.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr double mm_of_inch = 25.4;
constexpr double usual_dpi = 200;
// What a file says, where it can be true of paper.
double dpi_of(const ShownScan& scan) {
    constexpr double least = 20;
    constexpr double most = 1200;
    return scan.dpi >= least && scan.dpi <= most ? scan.dpi : usual_dpi;
}

// Of the line below the picture: files that tell a wrong resolution still get one that can be read.
double letters_of(double width) {
    constexpr double usual = 3.2;
    constexpr double share = 60;
    return std::max(usual, width / share);
}
double foot_of(double width) {
    return 2.5 * letters_of(width);
}

struct SheetSize {
    double width = 0;
    double height = 0;
};

SheetSize size_of(const ShownScan& scan) {
    const double dpi = dpi_of(scan);
    return {std::max(scan.picture.width * mm_of_inch / dpi, 30.0), scan.picture.height * mm_of_inch / dpi};
}

void draw(Canvas& canvas, const ShownScan& scan) {
    const SheetSize size = size_of(scan);
    const Area page{0, 0, size.width, size.height};
    canvas.draw_picture(scan.picture, page);
    canvas.watermark(scan.watermark, page);
    const double letters = letters_of(size.width);
    canvas.text(scan.line, {letters / 2, size.height + letters / 2, size.width - letters, 2 * letters},
                {.size = letters, .smallest = letters / 3});
}

}  // namespace

Result<std::string> shown_png(const ShownScan& scan, UnknownCharacters* unknown) {
    const SheetSize size = size_of(scan);
    const double dpi = dpi_of(scan);
    Canvas canvas =
        Canvas::picture(size.width, size.height + foot_of(size.width), static_cast<int>(dpi + 0.5), unknown);
    draw(canvas, scan);
    return canvas.finish_png();
}

ShownPages::ShownPages(const PdfSettings& settings) : canvas_(Canvas::pdf(210, 297, settings)) {
}

void ShownPages::add(const ShownScan& scan) {
    const SheetSize size = size_of(scan);
    canvas_.set_page_size(size.width, size.height + foot_of(size.width));
    draw(canvas_, scan);
    canvas_.next_page();
}

std::string ShownPages::finish() {
    return canvas_.finish_pdf();
}

}  // namespace arc
