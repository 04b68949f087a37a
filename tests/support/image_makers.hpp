#pragma once

#include "model/raster.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace arc::test {

// A folder that goes away with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

// A smooth picture without any symmetry, all greys in it.
GrayImage a_scene(int width, int height);
// Black strokes on white without any symmetry.
GrayImage a_drawing(int width, int height);
GrayImage inverted(GrayImage image);
// What would have to be stored so that the orientation (TIFF 6.0, tag 274) makes it `upright`.
GrayImage stored_for(const GrayImage& upright, int orientation);
GrayImage cropped(const GrayImage& image, Rect area);
// Each pixel the mean of up to reduce × reduce.
GrayImage averaged(const GrayImage& image, int reduce);
BitImage to_bits(const GrayImage& image);
GrayImage to_gray(const BitImage& image);
// The largest difference of two pixels; 256 when the sizes differ.
int difference(const GrayImage& a, const GrayImage& b);

struct TiffSpec {
    enum class Ink { white_is_zero, black_is_zero, palette, rgb, rgba, cmyk, ycbcr };

    int compression = 1;  // tag 259
    int bits = 8;
    Ink ink = Ink::black_is_zero;
    bool big_endian = false;
    bool big_tiff = false;
    bool tiled = false;
    bool separate = false;
    int rows_per_strip = 17;
    int orientation = 1;
    int fill_order = 1;
    double dpi = 300;
};
// Grey pictures are told in the inks asked for; one bit is black below 128.
void write_tiff(const std::filesystem::path& path, const TiffSpec& spec, std::span<const GrayImage> frames);
// One G4 strip that holds `rows` rows of the picture in a page that claims all of them.
void write_short_g4(const std::filesystem::path& path, const GrayImage& picture, int rows);

struct JpegSpec {
    bool colour = true;
    bool progressive = false;
    int orientation = 0;  // in an EXIF block; 0 writes none
    int dpi = 0;
    bool brown = false;  // half as much green as red, a quarter as much blue
};
void write_jpeg(const std::filesystem::path& path, const JpegSpec& spec, const GrayImage& picture);

struct PngSpec {
    int bits = 8;
    enum class Ink { gray, palette, rgb, rgba } ink = Ink::gray;
    bool interlaced = false;
    int dpi = 0;
};
void write_png(const std::filesystem::path& path, const PngSpec& spec, const GrayImage& picture);

// P1 to P6; samples up to `largest`.
std::string pnm_bytes(int kind, const GrayImage& picture, unsigned largest = 255);
// 1, 8 (grey palette), 24 or 32 bits; a bare DIB has no file header.
std::string bmp_bytes(int bits, const GrayImage& picture, bool top_down = false, bool bare = false);

std::string read_bytes(const std::filesystem::path& path);
void write_bytes(const std::filesystem::path& path, std::string_view bytes);

}  // namespace arc::test
