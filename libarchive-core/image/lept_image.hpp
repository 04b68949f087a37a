#pragma once

#include "model/raster.hpp"

#include <memory>

#include <allheaders.h>

namespace arc {

struct DestroyPix {
    void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using LeptImage = std::unique_ptr<PIX, DestroyPix>;

// A leptonica copy of a reduced page; none when there is no memory. Silences leptonica's messages on stderr.
LeptImage to_lept(const BitImage& image);

}  // namespace arc
