#pragma once

#include "image/image_file.hpp"

#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace arc {

// A regular file open for reading; closes itself.
class InputFile {
public:
    // Errors: io, unsupported (not a regular file). Does not wait for the other end of a FIFO.
    static Result<InputFile> open(const std::filesystem::path& path);

    std::int64_t size() const { return size_; }
    const std::string& subject() const { return subject_; }
    std::FILE* stream() const { return stream_.get(); }
    // Reads up to bytes.size() bytes at `offset`; the number read, less at the end of the file or on trouble.
    std::size_t read_at(std::int64_t offset, std::span<std::uint8_t> bytes) const;
    int descriptor() const;

private:
    struct Close {
        void operator()(std::FILE* stream) const { std::fclose(stream); }
    };
    std::unique_ptr<std::FILE, Close> stream_;
    std::int64_t size_ = 0;
    std::string subject_;
};

// Takes the rows of a frame, top to bottom as they are stored.
class RowSink {
public:
    virtual ~RowSink() = default;
    // Before the first row: the size of what comes, 1/`reduced` of the stored frame (rounded up).
    virtual void begin(int width, int height, int reduced) = 0;
    // `width` bytes, 0 is black. False: no more rows are wanted.
    virtual bool row(const std::uint8_t* gray) = 0;
};

// Reading a frame in the order in which it is stored; ImageFile turns it upright and reduces it.
struct ImageFile::Impl {
    Impl(ImageFormat kind, InputFile input, const ImageLimits& allowed)
        : format(kind), file(std::move(input)), limits(allowed) {}
    virtual ~Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    struct Stored {
        FrameInfo info;       // upright
        int turn = 1;         // how stored rows become the upright page: a TIFF orientation
        bool packed = false;  // read_bits gives it; otherwise read_rows does
    };

    virtual int frames() const { return 1; }
    virtual Result<Stored> stored(int frame) = 0;
    // Only when packed.
    virtual Result<BitImage> read_bits(int frame) = 0;
    // Only when not packed. The codec may deliver at 1/reduce, or whole.
    virtual Result<Done> read_rows(int frame, int reduce, RowSink& sink) = 0;

    // Rows of a coloured frame as red, green and blue bytes, as they are stored, larger samples cut to 8 bits,
    // transparent parts white; JPEG at 1/reduce. Error (unsupported): not of this kind of file.
    virtual Result<Done> read_colours(int frame, int reduce, const ColourRow& row);

    // An error about a frame, with the page in its subject where there are several.
    Error trouble(int frame, ErrorCode code, std::string what, std::string next = {}) const;
    Error damaged(int frame, std::string what) const;
    // Whether a frame of this size is within the limits.
    std::optional<Error> too_large(int frame, std::int64_t width, std::int64_t height) const;

    ImageFormat format;
    InputFile file;
    ImageLimits limits;
};

using ImageImpl = std::unique_ptr<ImageFile::Impl>;
Result<ImageImpl> open_tiff(InputFile file, const ImageLimits& limits);
Result<ImageImpl> open_jpeg(InputFile file, const ImageLimits& limits);
Result<ImageImpl> open_png(InputFile file, const ImageLimits& limits);
Result<ImageImpl> open_pnm(InputFile file, const ImageLimits& limits);
// BMP, and the bare DIB that begins with the second header.
Result<ImageImpl> open_bmp(InputFile file, const ImageLimits& limits, ImageFormat format);

// Integer luma of ITU-R BT.601.
constexpr std::uint8_t luma(unsigned red, unsigned green, unsigned blue) {
    return static_cast<std::uint8_t>((red * 77 + green * 150 + blue * 29) >> 8);
}
// A pixel of that opacity (0 to 255) on white paper.
constexpr std::uint8_t on_white(unsigned gray, unsigned opacity) {
    return static_cast<std::uint8_t>((gray * opacity + 255 * (255 - opacity) + 127) / 255);
}

// Finishes a bilevel image whose rows a codec wrote: ink becomes 1, what lies right of the page 0.
void make_ink_one(BitImage& bits, bool zero_is_ink);

}  // namespace arc
