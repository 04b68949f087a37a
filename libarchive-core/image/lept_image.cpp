#include "image/lept_image.hpp"

#include <allheaders.h>

#include <cstddef>
#include <cstdint>

namespace arc {

void DestroyPix::operator()(Pix* pix) const {
    pixDestroy(&pix);
}

LeptImage to_lept(const BitImage& image) {
    setMsgSeverity(L_SEVERITY_NONE);
    LeptImage pix(pixCreate(image.width, image.height, 1));
    if (!pix) {
        return pix;
    }
    const l_int32 words = pixGetWpl(pix.get());
    for (int y = 0; y < image.height; ++y) {
        l_uint32* line = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(words) * y;
        const std::uint8_t* row = image.row(y);
        for (l_int32 i = 0; i < words; ++i) {
            line[i] = static_cast<l_uint32>(row[4 * i]) << 24 | static_cast<l_uint32>(row[4 * i + 1]) << 16 |
                      static_cast<l_uint32>(row[4 * i + 2]) << 8 | static_cast<l_uint32>(row[4 * i + 3]);
        }
    }
    return pix;
}

}  // namespace arc
