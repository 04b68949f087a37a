#pragma once

#include "image/image_file.hpp"

#include <memory>
#include <span>
#include <string>

namespace arc {

// One frame of a file as a file of its own, without decoding anything: the compressed bytes are those of the source.
// - TIFF: the frame's strips or tiles, all its tags, and what hangs below it (image/tiff_copy says what is left out);
//   byte order and offset size stay. `origin` is kept in the tag ImageHistory.
// - PNM: header and samples; `origin` stands in a comment after the magic number.
// - A file of a single frame, of any format, is its own copy, byte for byte, and carries no origin.
// The same source, frame and origin always give the same bytes.
class FrameCopy {
public:
    // Looks at the file's structure only. `origin` says where the picture is from, on one line: "frame 3 of …".
    // Errors: those of ImageFile::open; not_found when there is no such frame; damaged, limit.
    static Result<FrameCopy> plan(const std::filesystem::path& file, int frame, const std::string& origin,
                                  const ImageLimits& limits = {});
    ~FrameCopy();
    FrameCopy(FrameCopy&&) noexcept;
    FrameCopy& operator=(FrameCopy&&) noexcept;

    ImageFormat format() const;
    std::int64_t size() const;
    // The next bytes of the copy; 0 at its end. Errors: damaged when the source is shorter than it was.
    Result<std::size_t> read(std::span<char> buffer);

private:
    struct Copying;
    explicit FrameCopy(std::unique_ptr<Copying> copying);
    std::unique_ptr<Copying> copying_;
};

// Whether two frames show the same: size, resolution, orientation, depth, codec, and every pixel of the decoded rows
// (grey for coloured ones). Frames too large to be decoded are compared by all but their pixels. Memory as for reading
// one of them. Errors: those of reading.
Result<bool> is_same_picture(const std::filesystem::path& one, int frame, const std::filesystem::path& other,
                             int other_frame, const ImageLimits& limits = {});

}  // namespace arc
