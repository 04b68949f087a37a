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
bool write(png_structp png, png_infop info, int width, int height, int bits, int colours, std::vector<png_bytep>& rows,
           bool inverted, std::string& to) {
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }
    png_set_write_fn(png, &to, append, nullptr);
    png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), bits, colours,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    if (inverted) {
        png_set_invert_mono(png);
    }
    png_write_image(png, rows.data());
    png_write_end(png, info);
    return true;
}

// Rows of the picture; libpng asks for some that it could write to.
std::string png_of_rows(std::vector<png_bytep> rows, int width, int bits, int colours, bool inverted) {
    std::string bytes;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
    const bool written =
        info != nullptr && write(png, info, width, static_cast<int>(rows.size()), bits, colours, rows, inverted, bytes);
    png_destroy_write_struct(&png, &info);
    if (!written) {
        throw Fault(ErrorCode::limit, "PNG", say("a picture could not be made"));
    }
    return bytes;
}

template <class Image>
std::string png_of(const Image& image, int bits, bool inverted) {
    Image copy = image;
    std::vector<png_bytep> rows;
    for (int y = 0; y < copy.height; ++y) {
        rows.push_back(copy.row(y));
    }
    return png_of_rows(std::move(rows), copy.width, bits, PNG_COLOR_TYPE_GRAY, inverted);
}

}  // namespace

std::string png_of(const BitImage& image) {
    return png_of(image, 1, true);
}

std::string png_of(const GrayImage& image) {
    return png_of(image, 8, false);
}

std::string png_of(const ColourImage& image) {
    std::vector<std::uint8_t> pixels = image.pixels;
    std::vector<png_bytep> rows;
    for (int y = 0; y < image.height; ++y) {
        rows.push_back(pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) * 3);
    }
    return png_of_rows(std::move(rows), image.width, 8, PNG_COLOR_TYPE_RGB, false);
}

}  // namespace arc
