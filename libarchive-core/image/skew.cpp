#include "image/skew.hpp"

#include "image/lept_image.hpp"

#include <allheaders.h>

namespace arc {
namespace {

constexpr float widest = 7.0F;      // degrees searched to either side
constexpr float step = 1.0F;        // of the first sweep
constexpr float precision = 0.05F;  // of the search that follows

}  // namespace

double find_skew(const BitImage& reduced, float least_certainty) {
    const LeptImage image = to_lept(reduced);
    if (!image || reduced.width < 64 || reduced.height < 64) {
        return 0;
    }
    float angle = 0;
    float certainty = 0;
    if (pixFindSkewSweepAndSearch(image.get(), &angle, &certainty, 2, 1, widest, step, precision) != 0 ||
        certainty < least_certainty) {
        return 0;
    }
    // Leptonica tells the turn that would set it right.
    return 0.0 - static_cast<double>(angle);
}

}  // namespace arc
