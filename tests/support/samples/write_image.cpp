#include "support/samples/write_image.hpp"

#include <cstdio>  // jpeglib.h needs FILE before it

#include <jpeglib.h>
#include <tiffio.h>

#include <memory>
#include <stdexcept>

namespace arc_tests {

void write_g4(const std::string& path, const Pixels& grey, Start start) {
    const std::unique_ptr<TIFF, void (*)(TIFF*)> file(TIFFOpen(path.c_str(), start == Start::new_file ? "w" : "a"),
                                                      TIFFClose);
    if (!file) {
        throw std::runtime_error(path + ": cannot be written");
    }
    TIFFSetField(file.get(), TIFFTAG_IMAGEWIDTH, grey.width);
    TIFFSetField(file.get(), TIFFTAG_IMAGELENGTH, grey.height);
    TIFFSetField(file.get(), TIFFTAG_BITSPERSAMPLE, 1);
    TIFFSetField(file.get(), TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(file.get(), TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
    TIFFSetField(file.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    TIFFSetField(file.get(), TIFFTAG_ROWSPERSTRIP, grey.height);
    TIFFSetField(file.get(), TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    TIFFSetField(file.get(), TIFFTAG_XRESOLUTION, 300.0);
    TIFFSetField(file.get(), TIFFTAG_YRESOLUTION, 300.0);
    const auto width = static_cast<std::size_t>(grey.width);
    for (int y = 0; y < grey.height; ++y) {
        std::vector<std::uint8_t> row((width + 7) / 8);
        const std::uint8_t* line = grey.bytes.data() + width * static_cast<std::size_t>(y);
        for (std::size_t x = 0; x < width; ++x) {
            if (line[x] < 150) {
                row[x / 8] = static_cast<std::uint8_t>(row[x / 8] | 0x80U >> x % 8);
            }
        }
        if (TIFFWriteScanline(file.get(), row.data(), static_cast<std::uint32_t>(y)) != 1) {
            throw std::runtime_error(path + ": cannot be written");
        }
    }
}

void write_jpeg(const std::string& path, const Pixels& pixels) {
    const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "wb"), std::fclose);
    if (!file) {
        throw std::runtime_error(path + ": cannot be written");
    }
    jpeg_error_mgr errors{};
    jpeg_compress_struct jpeg{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_stdio_dest(&jpeg, file.get());
    jpeg.image_width = static_cast<JDIMENSION>(pixels.width);
    jpeg.image_height = static_cast<JDIMENSION>(pixels.height);
    jpeg.input_components = pixels.channels;
    jpeg.in_color_space = pixels.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 80, TRUE);
    jpeg.density_unit = 1;
    jpeg.X_density = 300;
    jpeg.Y_density = 300;
    jpeg_start_compress(&jpeg, TRUE);
    std::vector<std::uint8_t> row(static_cast<std::size_t>(pixels.width * pixels.channels));
    for (auto from = pixels.bytes.begin(); from != pixels.bytes.end();
         from += static_cast<std::ptrdiff_t>(row.size())) {
        std::copy_n(from, row.size(), row.begin());
        JSAMPROW line = row.data();
        jpeg_write_scanlines(&jpeg, &line, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
}

}  // namespace arc_tests
