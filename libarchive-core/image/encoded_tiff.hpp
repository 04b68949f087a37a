#pragma once

#include "image/image_impl.hpp"
#include "model/encoded_picture.hpp"

namespace arc {

// The strips of a TIFF frame with their compression, where PDF has the same; false for others (tiles, planes apart,
// other codecs, 16 bits, colours other than grey, palette and RGB).
bool read_encoded_tiff(const InputFile& file, int frame, const ImageLimits& limits, EncodedPicture& picture);

}  // namespace arc
