// Looking at the pixels of a page: measuring it, marking regions, finders, patch codes. Two bytes say how wide the page
// is and one its resolution; its bits follow.

#include "barcode/find_regions.hpp"
#include "barcode/finder_patterns.hpp"
#include "barcode/patch_code.hpp"
#include "barcode/retouch.hpp"
#include "barcode/row_edges.hpp"
#include "harness.hpp"
#include "image/measure.hpp"

#include <algorithm>

using namespace arc;

namespace {

// Each input bit stands for `scale` × `scale` pixels, so that small inputs make pages with bars and modules.
BitImage page_of(std::span<const std::uint8_t> bytes, int width, int scale) {
    const int rows = static_cast<int>(bytes.size() * 8 / static_cast<std::size_t>(width));
    BitImage page(width * scale, rows * scale);
    for (int y = 0; y < page.height; ++y) {
        for (int x = 0; x < page.width; ++x) {
            const int bit = y / scale * width + x / scale;
            if ((bytes[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1) != 0) {
                page.row(y)[x / 8] |= static_cast<std::uint8_t>(0x80 >> x % 8);
            }
        }
    }
    return page;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 4 || size > 8192) {
        return 0;
    }
    const int width = 1 + (bytes[0] | (bytes[1] & 3) << 8);
    const int scale = 1 + (bytes[1] >> 2 & 15);
    const double dpi = 10.0 * bytes[2];
    const BitImage page = page_of(std::span(bytes + 3, size - 3), width, scale);
    if (page.height == 0 || std::int64_t{page.width} * page.height > 600'000) {
        return 0;
    }
    const FrameQuality quality = measure(page, dpi);
    fuzz::require(quality.ink >= 0 && quality.ink <= 1 && quality.blank_score >= 0 && quality.blank_score <= 1,
                  "ink and blankness are shares");
    for (const Rect& region : find_code_regions(page, dpi)) {
        fuzz::require(region.x >= 0 && region.y >= 0 && region.width > 0 && region.height > 0 &&
                          region.x + region.width <= page.width && region.y + region.height <= page.height,
                      "a region lies on its page");
    }
    (void)find_finders(page);
    (void)has_data_matrix_border(page, {0, 0, page.width, page.height});
    for (const Barcode& code : read_patch_codes(page, dpi)) {
        fuzz::require(is_patch(code.format), "a patch code is one");
    }
    return 0;
}
