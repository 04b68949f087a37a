#pragma once

#include "image/image_impl.hpp"

#include <cstdint>
#include <vector>

namespace arc {

// Where the directories (IFDs) of a TIFF or BigTIFF file begin, one a frame, in the order of their chain
// (TIFF 6.0 section 2; BigTIFF: 8-byte offsets, version 43). Walked here and not by libtiff, which is quadratic in the
// number of directories and takes a chain that leaves the file for its end. Directories hanging below others (SubIFDs:
// thumbnails, EXIF) are no frames. Errors: damaged (a loop, a directory outside the file, none at all), limit.
Result<std::vector<std::uint64_t>> tiff_directories(const InputFile& file, int max_frames);

}  // namespace arc
