#pragma once

#include "base/result.hpp"
#include "image/image_file.hpp"
#include "model/encoded_picture.hpp"

#include <filesystem>

namespace arc {

// A frame's compressed bytes as they are in the file: TIFF in strips (CCITT, LZW, Deflate, PackBits, JPEG, none), JPEG,
// PNG without interlacing and transparency, PNM of 1 and 8 bits. Every other frame, such as a TIFF in tiles, is decoded
// to 8 bits a sample, coloured ones to red, green and blue (grey where libtiff cannot convert them), bilevel ones to
// bits; `decoded` is set then. Errors: those of ImageFile.
Result<EncodedPicture> encoded_picture(const std::filesystem::path& path, int frame, bool& decoded,
                                       const ImageLimits& limits = {});

}  // namespace arc
