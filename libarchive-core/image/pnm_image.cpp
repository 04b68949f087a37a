#include "base/say.hpp"
#include "image/byte_reader.hpp"
#include "image/image_impl.hpp"
#include "image/pnm_frames.hpp"

#include <algorithm>

namespace arc {
namespace {

// Netpbm's formats: P1 to P3 in digits, P4 to P6 in bytes; bits, grey, RGB.
struct PnmFrame {
    int kind = 4;
    std::int64_t width = 0;
    std::int64_t height = 0;
    unsigned largest = 1;     // sample value of white
    std::int64_t begin = 0;   // offset of the magic number
    std::int64_t raster = 0;  // offset of the pixels

    bool plain() const { return kind <= 3; }
    bool bits() const { return kind == 1 || kind == 4; }
    int channels() const { return kind == 3 || kind == 6 ? 3 : 1; }
    std::int64_t row_bytes() const {
        return kind == 4 ? (width + 7) / 8 : width * channels() * (largest > 255 ? 2 : 1);
    }
};

bool is_blank(int byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

void skip_blanks_and_comments(ByteReader& reader) {
    while (is_blank(reader.peek()) || reader.peek() == '#') {
        if (reader.next() == '#') {
            while (reader.peek() != '\n' && reader.peek() != -1) {
                reader.next();
            }
        }
    }
}

std::optional<unsigned> read_number(ByteReader& reader) {
    skip_blanks_and_comments(reader);
    unsigned value = 0;
    int digits = 0;
    for (; reader.peek() >= '0' && reader.peek() <= '9'; ++digits) {
        if (digits == 9) {
            return std::nullopt;
        }
        value = value * 10 + static_cast<unsigned>(reader.next() - '0');
    }
    return digits > 0 ? std::optional(value) : std::nullopt;
}

std::optional<PnmFrame> read_header(ByteReader& reader) {
    PnmFrame frame;
    if (reader.next() != 'P' || reader.peek() < '1' || reader.peek() > '6') {
        return std::nullopt;
    }
    frame.kind = reader.next() - '0';
    const std::optional<unsigned> width = read_number(reader);
    const std::optional<unsigned> height = read_number(reader);
    const std::optional<unsigned> largest = frame.bits() ? 1 : read_number(reader);
    if (!width || !height || !largest || *largest == 0 || *largest > 65535 || !is_blank(reader.next())) {
        return std::nullopt;
    }
    frame.width = *width;
    frame.height = *height;
    frame.largest = *largest;
    frame.raster = reader.position();
    return frame;
}

// The samples of one row as 0 to 255; false when they end early or are none.
class PnmRows {
public:
    PnmRows(const InputFile& file, const PnmFrame& frame)
        : reader_(file, frame.raster),
          frame_(frame),
          samples_(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.channels())),
          bytes_(frame.plain() ? 0 : static_cast<std::size_t>(frame.row_bytes())) {}

    // Samples as they come: red, green and blue where the frame has colours.
    bool next_samples() { return frame_.plain() ? read_digits() : read_bytes(); }
    const std::uint8_t* samples() const { return samples_.data(); }
    bool next(std::uint8_t* gray) {
        if (!next_samples()) {
            return false;
        }
        for (std::size_t x = 0; x < static_cast<std::size_t>(frame_.width); ++x) {
            const std::uint8_t* pixel = samples_.data() + x * static_cast<std::size_t>(frame_.channels());
            gray[x] = frame_.channels() == 3 ? luma(pixel[0], pixel[1], pixel[2]) : *pixel;
        }
        return true;
    }
    // A plain bitmap; its digits need no blanks between them.
    bool next_bits(std::uint8_t* row) {
        for (std::int64_t x = 0; x < frame_.width; ++x) {
            skip_blanks_and_comments(reader_);
            const int digit = reader_.next();
            if (digit != '0' && digit != '1') {
                return false;
            }
            row[x / 8] = static_cast<std::uint8_t>(row[x / 8] | (digit - '0') << (7 - x % 8));
        }
        return true;
    }
    // Nothing but blanks follows.
    bool ends() {
        while (is_blank(reader_.peek())) {
            reader_.next();
        }
        return reader_.peek() == -1;
    }

private:
    bool take(std::size_t i, unsigned value) {
        samples_[i] = static_cast<std::uint8_t>(value * 255 / frame_.largest);
        return value <= frame_.largest;
    }
    bool read_digits() {
        for (std::size_t i = 0; i < samples_.size(); ++i) {
            const std::optional<unsigned> value = read_number(reader_);
            if (!value || *value > frame_.largest) {
                return false;
            }
            take(i, *value);
        }
        return true;
    }
    bool read_bytes() {
        if (!reader_.read(bytes_)) {
            return false;
        }
        bool good = true;
        for (std::size_t i = 0; i < samples_.size(); ++i) {
            good = take(i, frame_.largest > 255 ? static_cast<unsigned>(bytes_[2 * i] << 8 | bytes_[2 * i + 1])
                                                : unsigned{bytes_[i]}) &&
                   good;
        }
        return good;
    }

    ByteReader reader_;
    PnmFrame frame_;
    std::vector<std::uint8_t> samples_;
    std::vector<std::uint8_t> bytes_;
};

class PnmImage final : public ImageFile::Impl {
public:
    PnmImage(InputFile input, const ImageLimits& allowed, std::vector<PnmFrame> found)
        : Impl(ImageFormat::pnm, std::move(input), allowed), frames_(std::move(found)) {}

    int frames() const override { return static_cast<int>(frames_.size()); }

    Result<Stored> stored(int frame) override {
        const PnmFrame& described = at(frame);
        if (std::optional<Error> error = too_large(frame, described.width, described.height)) {
            return *error;
        }
        Stored stored;
        stored.packed = described.bits();
        stored.info.width = static_cast<int>(described.width);
        stored.info.height = static_cast<int>(described.height);
        stored.info.mode = described.bits()            ? PixelMode::bilevel
                           : described.channels() == 1 ? PixelMode::gray
                                                       : PixelMode::colour;
        stored.info.bits_per_sample = described.bits() ? 1 : described.largest > 255 ? 16 : 8;
        stored.info.compression = "none";
        return stored;
    }

    Result<BitImage> read_bits(int frame) override {
        const PnmFrame& described = at(frame);
        BitImage bits(static_cast<int>(described.width), static_cast<int>(described.height));
        PnmRows rows(file, described);
        ByteReader reader(file, described.raster);
        for (int y = 0; y < bits.height; ++y) {
            const bool read = described.plain()
                                  ? rows.next_bits(bits.row(y))
                                  : reader.read({bits.row(y), static_cast<std::size_t>(described.row_bytes())});
            if (!read) {
                return cut_off(frame, y);
            }
        }
        if (described.plain() && !rows.ends()) {
            return left_over(frame);
        }
        make_ink_one(bits, false);
        return bits;
    }

    Result<Done> read_rows(int frame, int, RowSink& sink) override {
        const PnmFrame& described = at(frame);
        PnmRows rows(file, described);
        std::vector<std::uint8_t> gray(static_cast<std::size_t>(described.width));
        sink.begin(static_cast<int>(described.width), static_cast<int>(described.height), 1);
        for (int y = 0; y < described.height; ++y) {
            if (!rows.next(gray.data())) {
                return cut_off(frame, y);
            }
            if (!sink.row(gray.data())) {
                return Done{};
            }
        }
        return described.plain() && !rows.ends() ? left_over(frame) : Result<Done>(Done{});
    }

    Result<Done> read_colours(int frame, int, const ColourRow& row) override {
        const PnmFrame& described = at(frame);
        PnmRows rows(file, described);
        for (int y = 0; y < described.height; ++y) {
            if (!rows.next_samples()) {
                return cut_off(frame, y);
            }
            row(rows.samples());
        }
        return described.plain() && !rows.ends() ? left_over(frame) : Result<Done>(Done{});
    }

private:
    const PnmFrame& at(int frame) const { return frames_[static_cast<std::size_t>(frame)]; }
    Error cut_off(int frame, int row) const {
        return damaged(
            frame, say("the picture is cut off or holds what is no sample in row {} of {}", row + 1, at(frame).height));
    }
    Error left_over(int frame) const { return damaged(frame, say("more follows after the last row of the picture")); }

    std::vector<PnmFrame> frames_;
};

// Pictures in bytes may follow one another in one file; those in digits are alone.
Result<std::vector<PnmFrame>> find_frames(const InputFile& file, int max_frames) {
    std::vector<PnmFrame> frames;
    const auto damaged = [&](std::string what) {
        return Error{ErrorCode::damaged, file.subject(), std::move(what), say("scan the page again")};
    };
    for (std::int64_t offset = 0; offset < file.size();) {
        ByteReader reader(file, offset);
        if (!frames.empty()) {
            skip_blanks_and_comments(reader);
            if (reader.peek() == -1) {
                break;
            }
        }
        const std::int64_t begin = reader.position();
        std::optional<PnmFrame> frame = read_header(reader);
        if (!frame) {
            return damaged(say("the header of picture {} is not readable", frames.size() + 1));
        }
        if (frames.size() == static_cast<std::size_t>(max_frames)) {
            return Error{ErrorCode::limit, file.subject(), say("more than {} pages in one file", max_frames),
                         say("split the file")};
        }
        frame->begin = begin;
        frames.push_back(*frame);
        if (frame->plain()) {
            break;
        }
        offset = frame->raster + frame->row_bytes() * frame->height;
        if (offset > file.size()) {
            return damaged(say("the picture is cut off ({} of {} bytes)", file.size(), offset));
        }
    }
    return frames;
}

}  // namespace

Result<ImageImpl> open_pnm(InputFile file, const ImageLimits& limits) {
    Result<std::vector<PnmFrame>> frames = find_frames(file, limits.max_frames);
    if (!frames) {
        return frames.error();
    }
    return ImageImpl(std::make_unique<PnmImage>(std::move(file), limits, std::move(*frames)));
}

Result<std::vector<PnmSpan>> pnm_spans(const InputFile& file, int max_frames) {
    const Result<std::vector<PnmFrame>> frames = find_frames(file, max_frames);
    if (!frames) {
        return frames.error();
    }
    std::vector<PnmSpan> spans;
    for (const PnmFrame& frame : *frames) {
        spans.push_back({frame.begin, frame.plain() ? file.size() : frame.raster + frame.row_bytes() * frame.height});
    }
    return spans;
}

}  // namespace arc
