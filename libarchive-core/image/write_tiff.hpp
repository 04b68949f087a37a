#pragma once

#include "base/result.hpp"

#include <filesystem>

namespace arc {

// Whether every frame of a file can be written anew without losing anything of its picture: no samples above 8 bits,
// colours that can be read. The reason where not, else "".
Result<std::string> reason_not_to_rewrite(const std::filesystem::path& file);

// All frames of an image file as a TIFF 6.0 of the same pixels, upright, with its resolution: bilevel in Group 4, grey
// and colour in Deflate, losslessly. `to` must not exist. Errors: those of ImageFile; unsupported (as above); io.
Result<Done> write_tiff_of(const std::filesystem::path& from, const std::filesystem::path& to);

// Whether the frames of both files show the same pixels, colours included. Errors: those of ImageFile.
Result<bool> shows_the_same(const std::filesystem::path& a, const std::filesystem::path& b);

}  // namespace arc
