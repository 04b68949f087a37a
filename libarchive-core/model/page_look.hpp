#pragma once

#include <string>
#include <string_view>

namespace arc {

enum class ImageFormat { tiff, jpeg, png, pnm, bmp, dib };
std::string_view to_text(ImageFormat format);  // "tiff", "jpeg", …

// How the pixels are stored: told in page records, judged by DA/T 31-2017.
enum class PixelMode { bilevel, gray, colour };
std::string_view to_text(PixelMode mode);

// One frame of a file, as its header tells it; width and height are of the upright page (orientation applied).
struct FrameInfo {
    int width = 0;
    int height = 0;
    double dpi_x = 0;  // of the upright page; 0 where the file does not say
    double dpi_y = 0;
    PixelMode mode = PixelMode::bilevel;
    int bits_per_sample = 1;
    std::string compression;  // "G4", "LZW", "JPEG", "none" …
    int orientation = 1;      // TIFF tag 274 / EXIF, 1-8
    // False for what can only be decoded whole and is too large for that (ImageLimits::max_whole_pixels): such a frame
    // is taken as it is, its pixels unread. Reading it is an Error with code limit.
    bool measurable = true;
    bool operator==(const FrameInfo&) const = default;
};

// What the pixels of one page say about the scan.
struct FrameQuality {
    double ink = 0;   // share of black pixels, 0 to 1
    double skew = 0;  // degrees by which the lines of text fall to the right; 0 where there is too little to tell
    double blank_score = 0;  // 1 nothing on the page, near 0 full of writing
    bool blank = false;      // blank_score is at least one half
    bool operator==(const FrameQuality&) const = default;
};

// All that one look at a frame tells without reading its barcodes.
struct FrameLook {
    FrameInfo frame;
    bool measured = false;  // false: not frame.measurable, quality is empty
    FrameQuality quality;
    bool operator==(const FrameLook&) const = default;
};

}  // namespace arc
