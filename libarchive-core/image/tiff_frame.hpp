#pragma once

#include "image/image_impl.hpp"
#include "image/tiff_handle.hpp"
#include "image/tiff_samples.hpp"

#include <optional>
#include <span>
#include <string>

namespace arc {

// One directory of a TIFF file, and how its pixels are to be read.
struct TiffFrame {
    enum class Way {
        bits,   // one bit a pixel
        rows,   // strips, row by row
        tiles,  // one row of tiles at a time
        rgba,   // colour spaces that libtiff itself must convert, one strip or row of tiles at a time
    };

    ImageFile::Impl::Stored stored;
    int width = 0;  // as stored
    int height = 0;
    Way way = Way::rows;
    bool tiled = false;
    bool zero_is_ink = false;  // of one-bit pixels
    int tile_width = 0;        // tiles only
    int band = 0;              // rows of a tile, or rows of a strip for rgba
    // Group 3 lines are decoded one by one, and a fax keeps those that came over the telephone line damaged (RFC 2306
    // BadFaxLines); one line in a hundred is taken as it arrived.
    int forgiven = 0;
    TiffSamples samples;
};

// Describes the directory on which the handle stands. Errors: unsupported, damaged, limit.
Result<TiffFrame> describe_tiff_frame(const ImageFile::Impl& impl, int frame, TiffHandle& handle);

// Which strip or tile of the selected directory lies outside the file; nothing when all are inside.
std::optional<std::string> tiff_outside(TiffHandle& handle, std::int64_t file_size);

// These decode the selected directory; false when something is lost, which the handle then tells.
bool read_tiff_bits(TiffHandle& handle, const TiffFrame& frame, BitImage& bits);
bool read_tiff_rows(TiffHandle& handle, const TiffFrame& frame, RowSink& sink);
// Coloured frames as read_colours of ImageFile::Impl; nothing is decoded where libtiff cannot convert them.
bool read_tiff_colours(TiffHandle& handle, const TiffFrame& frame, const ColourRow& row);
// Separate planes in strips: one handle a plane, all on the same directory.
bool read_tiff_planes(std::span<TiffHandle* const> planes, const TiffFrame& frame, RowSink& sink);

}  // namespace arc
