#pragma once

#include "image/copy_plan.hpp"
#include "image/image_impl.hpp"

#include <string>

namespace arc {

// How one directory of a TIFF file becomes a file of its own, in the same byte order and offset size (TIFF 6.0;
// BigTIFF). Strips and tiles are taken as they are, whatever their codec; so is the value of every tag, private ones
// too. What points to other bytes of the file is followed and made anew: strips and tiles, SubIFDs (330) with their
// pictures, EXIF, GPS and interoperability directories, the streams and tables of old-style JPEG (513, 519 to 521).
// Left out: the list of free bytes (288, 289), tags of types that TIFF does not define, and a directory below this one
// that cannot be read. Offsets that a camera hides in its MakerNote lead nowhere afterwards.
// `origin` goes into the tag ImageHistory (37395, ISO 12234-2), behind what stands there.
// Errors: damaged; limit when the parts overlap so that the copy would grow beyond twice the file.
Result<CopyPlan> plan_tiff_copy(const InputFile& file, std::uint64_t directory, const std::string& origin);

}  // namespace arc
