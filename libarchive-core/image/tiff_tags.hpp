#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct tiff;  // libtiff's TIFF

namespace arc {

// Facts of the directory on which a TIFF file stands.

// As page records name it: "G4", "LZW", "none" …
std::string tiff_compression(int tag);
// A tag that holds one number, libtiff's default where it is missing, else `otherwise`.
int tiff_number(tiff* file, std::uint32_t tag, int otherwise);
// Of tag 282 or 283; 0 where it is missing, without unit or no resolution.
double tiff_dpi(tiff* file, std::uint32_t tag);
// The luma of each index; empty where there is no palette.
std::vector<std::uint8_t> tiff_palette(tiff* file, int bits);

}  // namespace arc
