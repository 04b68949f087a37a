#pragma once

#include "image/image_impl.hpp"

#include <cstdint>
#include <vector>

namespace arc {

// Where a picture of a PNM file stands in it, from its magic number to behind its last sample.
struct PnmSpan {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};
// The pictures of a file, one a frame. Errors: those of opening it.
Result<std::vector<PnmSpan>> pnm_spans(const InputFile& file, int max_frames);

}  // namespace arc
