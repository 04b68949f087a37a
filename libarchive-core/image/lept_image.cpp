#include "image/lept_image.hpp"

#include <allheaders.h>

#include <cstddef>
#include <cstdint>

namespace arc {

void DestroyPix::operator()(Pix* pix) const {
    pixDestroy(&pix);
}

namespace {

LeptImage empty_copy(int width, int height, int depth) {
    setMsgSeverity(L_SEVERITY_NONE);
    return LeptImage(pixCreate(width, height, depth));
}

l_uint32* line_of(const LeptImage& pix, int y) {
    return pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(pixGetWpl(pix.get())) * y;
}

}  // namespace

LeptImage to_lept(const BitImage& image) {
    LeptImage pix = empty_copy(image.width, image.height, 1);
    for (int y = 0; pix && y < image.height; ++y) {
        l_uint32* line = line_of(pix, y);
        const std::uint8_t* row = image.row(y);
        for (l_int32 i = 0; i < pixGetWpl(pix.get()); ++i) {
            line[i] = static_cast<l_uint32>(row[4 * i]) << 24 | static_cast<l_uint32>(row[4 * i + 1]) << 16 |
                      static_cast<l_uint32>(row[4 * i + 2]) << 8 | static_cast<l_uint32>(row[4 * i + 3]);
        }
    }
    return pix;
}

LeptImage to_lept(const GrayImage& image) {
    LeptImage pix = empty_copy(image.width, image.height, 8);
    for (int y = 0; pix && y < image.height; ++y) {
        l_uint32* line = line_of(pix, y);
        const std::uint8_t* row = image.row(y);
        for (int x = 0; x < image.width; ++x) {
            SET_DATA_BYTE(line, x, row[x]);
        }
    }
    return pix;
}

}  // namespace arc
