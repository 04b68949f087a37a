#pragma once

#include "model/raster.hpp"

#include <memory>

struct Pix;  // leptonica's PIX

namespace arc {

struct DestroyPix {
    void operator()(Pix* pix) const;
};
using LeptImage = std::unique_ptr<Pix, DestroyPix>;

// A leptonica copy of a reduced page; none when there is no memory. Silences leptonica's messages on stderr.
LeptImage to_lept(const BitImage& image);
LeptImage to_lept(const GrayImage& image);

}  // namespace arc
