#pragma once

#include <cstdint>
#include <span>

namespace arc {

// What intake needs of an EXIF block (Exif 2.3 section 4.6.4, IFD 0).
struct Exif {
    int orientation = 0;  // tag 274, 1-8; 0 where it is not said
    double dpi_x = 0;     // 0 where it is not said
    double dpi_y = 0;
};

// `block` begins with the TIFF header ("II" or "MM"). What is damaged counts as not said.
Exif read_exif(std::span<const std::uint8_t> block);

}  // namespace arc
