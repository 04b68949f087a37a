#pragma once

#include "base/digest.hpp"
#include "base/result.hpp"
#include "model/page_look.hpp"
#include "model/raster.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace arc {

// What a hostile file may cost. Exceeding one is an Error with code limit.
struct ImageLimits {
    std::int64_t max_pixels = 400'000'000;       // of one frame; A0 at 300 dpi has 139 million
    int max_side = 300'000;                      // pixels; 25 m of film at 300 dpi
    std::int64_t max_whole_pixels = 40'000'000;  // of a frame that cannot be decoded by rows (design.md section 9)
    int max_frames = 10'000;                     // of one file
};

// Gets a row of red, green and blue bytes.
using ColourRow = std::function<void(const std::uint8_t* rgb)>;

// An image file of any format that intake takes, told by its content, never by its name.
// Everything is read by rows where the format allows it; no call keeps more than the image it returns and a few rows.
// Memory stays below 256 MB for bilevel of any size and for grey and colour that can be read by rows.
// An error's subject is the path as printed, and in a file of several frames the page ("scans/7.tif: page 3").
class ImageFile {
public:
    // Opens and counts the frames. Errors: unsupported (not an image of ours), damaged, limit, io.
    static Result<ImageFile> open(const std::filesystem::path& path, const ImageLimits& limits = {});
    // How many frames open() would find, without any decoder of others: for processes that leave those to workers.
    // JPEG, PNG and BMP have one, whatever is wrong with them. Errors as of open().
    static Result<int> count_frames(const std::filesystem::path& path, const ImageLimits& limits = {});
    ~ImageFile();
    ImageFile(ImageFile&&) noexcept;
    ImageFile& operator=(ImageFile&&) noexcept;

    ImageFormat format() const;
    int frames() const;
    // `frame` counts from 0.
    Result<FrameInfo> info(int frame);
    // The whole frame, decoded, upright and bilevel: grey and colour are thresholded. Reading it proves that every
    // strip lies inside the file and decodes; a codec's warning about lost data is an Error (damaged).
    Result<BitImage> read_bilevel(int frame);
    // A part of the frame as 8-bit grey, upright, both sides divided by `reduce` (1, 2, 4 or 8; JPEG is decoded at that
    // scale). An empty area means the whole frame; an area is cut at the page's edges and then grown to whole reduced
    // pixels, so pixel (0,0) of the answer holds the area's upper left corner. Transparent parts are white.
    // Decoding ends with the last row that is needed: no proof that the rest is sound.
    Result<GrayImage> read_gray(int frame, Rect area = {}, int reduce = 1);

    // The rows of a coloured frame in the order in which they are stored, 8 bits a sample, transparent parts white.
    // JPEG can be decoded smaller: both sides divided by `reduce` (1, 2, 4 or 8), rounded up; other formats take 1
    // only. Returns how they become the upright page: a TIFF orientation. Errors: unsupported (a frame without colours
    // or in CMYK), and as read_bilevel.
    Result<int> read_colours(int frame, const ColourRow& row, int reduce = 1);

    // SHA-256 of the frame's decoded rows as they are stored: equal for frames that show the same pixels. Coloured ones
    // count by their greys.
    Result<Digest> digest_of_pixels(int frame);

    struct Impl;  // one implementation per codec, behind this folder

private:
    explicit ImageFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace arc
