#pragma once

#include "base/result.hpp"
#include "model/raster.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace arc {

enum class ImageFormat { tiff, jpeg, png, pnm, bmp, dib };
std::string_view to_text(ImageFormat format);  // "tiff", "jpeg", …

// How the pixels are stored: told in page records, judged by DA/T 31-2017.
enum class PixelMode { bilevel, gray, colour };
std::string_view to_text(PixelMode mode);

// What a hostile file may cost. Exceeding one is an Error with code limit.
struct ImageLimits {
    std::int64_t max_pixels = 400'000'000;  // of one frame; A0 at 300 dpi has 139 million
    int max_frames = 10'000;                // of one file
};

// One frame of a file, as its header tells it; width and height are of the upright page (orientation applied).
struct FrameInfo {
    int width = 0;
    int height = 0;
    double dpi_x = 0;  // 0 where the file does not say
    double dpi_y = 0;
    PixelMode mode = PixelMode::bilevel;
    int bits_per_sample = 1;
    std::string compression;  // "G4", "LZW", "JPEG", "none" …
    int orientation = 1;      // TIFF tag 274 / EXIF, 1-8
};

// An image file of any format that intake takes, told by its content, never by its name.
// Everything is read by rows where the format allows it; no call keeps more than the image it returns and a few rows.
class ImageFile {
public:
    // Opens and counts the frames. Errors: unsupported (not an image of ours), damaged, limit, io.
    static Result<ImageFile> open(const std::filesystem::path& path, const ImageLimits& limits = {});
    ~ImageFile();
    ImageFile(ImageFile&&) noexcept;
    ImageFile& operator=(ImageFile&&) noexcept;

    ImageFormat format() const;
    int frames() const;
    // `frame` counts from 0.
    Result<FrameInfo> info(int frame);
    // The whole frame, decoded, upright and bilevel: grey and colour are thresholded. Reading it proves that every strip
    // lies inside the file and decodes; a codec's warning about lost data is an Error (damaged).
    Result<BitImage> read_bilevel(int frame);
    // A part of the frame as 8-bit grey, upright, both sides divided by `reduce` (1, 2, 4 or 8; JPEG is decoded at that scale).
    // An empty area means the whole frame.
    Result<GrayImage> read_gray(int frame, Rect area = {}, int reduce = 1);

    struct Impl;  // one implementation per codec, behind this folder

private:
    explicit ImageFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace arc
