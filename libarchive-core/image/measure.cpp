#include "image/measure.hpp"

#include "image/marks.hpp"
#include "image/quarter.hpp"
#include "image/skew.hpp"

#include <algorithm>

namespace arc {
namespace {

// Longer pages are reduced before marks and lines are looked for: A4 at 200 dpi has 2,339 rows.
constexpr int longest_unreduced = 1800;
constexpr double blank_limit = 1.0;  // mm²

// Dots to the millimetre. Cameras write 72 dpi and drawing programs what they like.
double density(const BitImage& page, double dpi) {
    const int shorter = std::min(page.width, page.height);
    const bool believable = dpi >= 100 && shorter >= 70 / 25.4 * dpi;
    return believable ? dpi / 25.4 : shorter / 210.0;
}

}  // namespace

FrameQuality measure(const BitImage& page, double dpi) {
    FrameQuality quality;
    if (page.width <= 0 || page.height <= 0) {
        return quality;
    }
    double dots_per_mm = density(page, dpi);
    const auto too_long = [](const BitImage& image) { return std::max(image.width, image.height) > longest_unreduced; };
    Quarter reduced = too_long(page) ? quarter(page) : Quarter{{}, count_black(page)};
    quality.ink = static_cast<double>(reduced.black) / (static_cast<double>(page.width) * page.height);
    if (too_long(page)) {
        dots_per_mm /= 4;
    }
    while (too_long(reduced.image)) {
        reduced = quarter(reduced.image);
        dots_per_mm /= 4;
    }
    const BitImage& image = too_long(page) ? reduced.image : page;
    quality.blank_score = 1 / (1 + writing_on(image, dots_per_mm) / blank_limit);
    quality.blank = quality.blank_score >= 0.5;
    quality.skew = quality.blank ? 0 : find_skew(image);
    return quality;
}

}  // namespace arc
