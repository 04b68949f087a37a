#include "support/sample_rows.hpp"

#include <bit>
#include <cstdio>

#include <jpeglib.h>

#include <png.h>

namespace arc::test {

void write_jpeg(const std::filesystem::path& path, const JpegSpec& spec, const GrayImage& picture) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    require(file != nullptr, "jpeg");
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = static_cast<JDIMENSION>(picture.width);
    jpeg.image_height = static_cast<JDIMENSION>(picture.height);
    jpeg.input_components = spec.colour ? 3 : 1;
    jpeg.in_color_space = spec.colour ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 98, TRUE);
    if (spec.progressive) {
        jpeg_simple_progression(&jpeg);
    }
    if (spec.dpi > 0) {
        jpeg.density_unit = 1;
        jpeg.X_density = jpeg.Y_density = static_cast<UINT16>(spec.dpi);
    }
    jpeg_start_compress(&jpeg, TRUE);
    if (spec.orientation > 0) {
        const std::uint8_t exif[] = {
            'E', 'x', 'i', 'f',  0,    0, 'M', 'M', 0, 42, 0, 0, 0,
            8,   0,   1,   0x01, 0x12, 0, 3,   0,   0, 0,  1, 0, static_cast<std::uint8_t>(spec.orientation),
            0,   0,   0,   0,    0,    0};
        jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif, sizeof exif);
    }
    Bytes row(index(picture.width) * index(jpeg.input_components));
    for (int y = 0; y < picture.height; ++y) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::uint8_t gray = picture.row(y)[i / index(jpeg.input_components)];
            row[i] = spec.brown ? static_cast<std::uint8_t>(gray >> i % 3) : gray;
        }
        JSAMPROW pointer = row.data();
        jpeg_write_scanlines(&jpeg, &pointer, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    std::fclose(file);
}

void write_png(const std::filesystem::path& path, const PngSpec& spec, const GrayImage& picture) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    require(file != nullptr, "png");
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_init_io(png, file);
    const bool palette = spec.ink == PngSpec::Ink::palette;
    const int type = palette                          ? PNG_COLOR_TYPE_PALETTE
                     : spec.ink == PngSpec::Ink::rgb  ? PNG_COLOR_TYPE_RGB
                     : spec.ink == PngSpec::Ink::rgba ? PNG_COLOR_TYPE_RGB_ALPHA
                                                      : PNG_COLOR_TYPE_GRAY;
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width), static_cast<png_uint_32>(picture.height),
                 spec.bits, type, spec.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    std::vector<png_color> colours(palette ? std::size_t{1} << spec.bits : 0);
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const auto light = static_cast<png_byte>(255 - 255 * i / (colours.size() - 1));
        colours[i] = {light, light, light};
    }
    if (palette) {
        png_set_PLTE(png, info, colours.data(), static_cast<int>(colours.size()));
    }
    if (spec.dpi > 0) {
        const auto density = static_cast<png_uint_32>(spec.dpi / 0.0254 + 0.5);
        png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
    }
    png_write_info(png, info);
    if (std::endian::native == std::endian::little && spec.bits == 16) {
        png_set_swap(png);
    }
    TiffSpec like{1, spec.bits, palette ? TiffSpec::Ink::palette : TiffSpec::Ink::black_is_zero};
    like.ink = spec.ink == PngSpec::Ink::rgb    ? TiffSpec::Ink::rgb
               : spec.ink == PngSpec::Ink::rgba ? TiffSpec::Ink::rgba
                                                : like.ink;
    std::vector<int> planes;
    for (int plane = 0; plane < planes_of(like.ink); ++plane) {
        planes.push_back(plane);
    }
    std::vector<Bytes> rows;
    std::vector<png_bytep> pointers;
    for (int y = 0; y < picture.height; ++y) {
        rows.push_back(packed_row(like, picture.row(y), picture.width, picture.width, planes));
    }
    for (Bytes& row : rows) {
        pointers.push_back(row.data());
    }
    png_write_image(png, pointers.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    std::fclose(file);
}

}  // namespace arc::test
