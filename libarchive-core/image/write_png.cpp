#include "image/write_png.hpp"

#include "base/error.hpp"
#include "base/say.hpp"

#include <png.h>

#include <functional>
#include <memory>
#include <vector>

namespace arc {
namespace {

void append(png_structp png, png_bytep bytes, std::size_t count) {
    static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(bytes), count);
}

// libpng ends a failure with longjmp: nothing with a destructor may be made between setjmp and the end.
bool write(png_structp png, png_infop info, int width, int height, int bits, std::vector<png_bytep>& rows,
           bool inverted, std::string& to) {
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }
    png_set_write_fn(png, &to, append, nullptr);
    png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), bits,
                 PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    if (inverted) {
        png_set_invert_mono(png);
    }
    png_write_image(png, rows.data());
    png_write_end(png, info);
    return true;
}

template <class Image>
std::string png_of(const Image& image, int bits, bool inverted) {
    std::vector<png_bytep> rows;
    Image copy = image;  // libpng asks for rows that it could write to
    for (int y = 0; y < copy.height; ++y) {
        rows.push_back(copy.row(y));
    }
    std::string bytes;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
    const bool written = info != nullptr && write(png, info, copy.width, copy.height, bits, rows, inverted, bytes);
    png_destroy_write_struct(&png, &info);
    if (!written) {
        throw Fault(ErrorCode::limit, "PNG", say("a picture could not be made"));
    }
    return bytes;
}

}  // namespace

std::string png_of(const BitImage& image) {
    return png_of(image, 1, true);
}

std::string png_of(const GrayImage& image) {
    return png_of(image, 8, false);
}

}  // namespace arc
