#pragma once

#include "base/result.hpp"
#include "model/raster.hpp"
#include "print/canvas.hpp"

#include <string>
#include <vector>

namespace arc {

// A scanned page that somebody is shown: with whom it was shown to and when, across the picture and on a line below, so
// that a photograph or print of it tells where it came from (水印).
struct ShownScan {
    GrayImage picture;
    double dpi = 0;         // of the picture; 200 where it is 0
    std::string watermark;  // "王强 2026-01-05 16:20 查阅", across the page
    std::string line;       // below: the archive, the paper, its page
};

// One page as a PNG of the picture's size and the line below it.
Result<std::string> shown_png(const ShownScan& scan, UnknownCharacters* unknown = nullptr);

// Pages as one PDF, each of its own size; only one is kept in memory at a time.
class ShownPages {
public:
    explicit ShownPages(const PdfSettings& settings);
    void add(const ShownScan& scan);
    std::string finish();

private:
    Canvas canvas_;
};

}  // namespace arc
