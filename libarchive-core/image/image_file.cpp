#include "image/image_file.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "image/area_reader.hpp"
#include "image/image_impl.hpp"
#include "image/orient.hpp"
#include "image/sniff.hpp"
#include "image/threshold.hpp"
#include "image/tiff_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace arc {

Result<InputFile> InputFile::open(const std::filesystem::path& path) {
    const std::string subject = printable(path.native());
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        return Error{errno == ENOENT ? ErrorCode::not_found : ErrorCode::io, subject,
                     say("cannot be opened: {}", std::strerror(errno)), ""};
    }
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return Error{ErrorCode::unsupported, subject, say("not a regular file"), ""};
    }
    InputFile file;
    file.stream_.reset(::fdopen(descriptor, "rb"));
    if (!file.stream_) {
        ::close(descriptor);
        return Error{ErrorCode::io, subject, say("cannot be opened: {}", std::strerror(errno)), ""};
    }
    file.size_ = status.st_size;
    file.subject_ = subject;
    return file;
}

std::size_t InputFile::read_at(std::int64_t offset, std::span<std::uint8_t> bytes) const {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count =
            ::pread(descriptor(), bytes.data() + done, bytes.size() - done, offset + static_cast<std::int64_t>(done));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            break;
        }
        done += static_cast<std::size_t>(count);
    }
    return done;
}

int InputFile::descriptor() const {
    return ::fileno(stream_.get());
}

Error ImageFile::Impl::trouble(int frame, ErrorCode code, std::string what, std::string next) const {
    const std::string subject = frames() > 1 ? say("{}: page {}", file.subject(), frame + 1) : file.subject();
    return {code, subject, std::move(what), std::move(next)};
}

Error ImageFile::Impl::damaged(int frame, std::string what) const {
    return trouble(frame, ErrorCode::damaged, std::move(what), say("scan the page again"));
}

std::optional<Error> ImageFile::Impl::too_large(int frame, std::int64_t width, std::int64_t height) const {
    if (width <= 0 || height <= 0) {
        return damaged(frame, say("the picture has no pixels ({} × {})", width, height));
    }
    if (width > limits.max_side || height > limits.max_side || width * height > limits.max_pixels) {
        return trouble(frame, ErrorCode::limit,
                       say("{} × {} pixels are more than the limit of {}", width, height, limits.max_pixels),
                       say("raise --max-pixels if the page is meant to be that large"));
    }
    return std::nullopt;
}

void make_ink_one(BitImage& bits, bool zero_is_ink) {
    const std::size_t used = (static_cast<std::size_t>(bits.width) + 7) / 8;
    const auto last = static_cast<std::uint8_t>(0xff00U >> ((bits.width - 1) % 8 + 1));
    for (int y = 0; y < bits.height; ++y) {
        std::uint8_t* row = bits.row(y);
        if (zero_is_ink) {
            std::transform(row, row + used, row, [](std::uint8_t byte) { return static_cast<std::uint8_t>(~byte); });
        }
        row[used - 1] &= last;
        std::fill(row + used, row + bits.stride, std::uint8_t{0});
    }
}

namespace {

// By its first bytes.
Result<ImageFormat> format_of(const InputFile& file, const std::filesystem::path& path) {
    std::array<std::uint8_t, sniff_bytes> buffer{};
    const std::span<const std::uint8_t> first(buffer.data(), file.read_at(0, buffer));
    const std::optional<ImageFormat> format = sniff_image_format(first);
    if (!format) {
        Error error = not_an_image(first, path.extension().native());
        error.subject = file.subject();
        return error;
    }
    return *format;
}

Result<ImageImpl> open_as(ImageFormat format, InputFile file, const ImageLimits& limits) {
    switch (format) {
        case ImageFormat::tiff:
            return open_tiff(std::move(file), limits);
        case ImageFormat::jpeg:
            return open_jpeg(std::move(file), limits);
        case ImageFormat::png:
            return open_png(std::move(file), limits);
        case ImageFormat::pnm:
            return open_pnm(std::move(file), limits);
        case ImageFormat::bmp:
        case ImageFormat::dib:
            break;
    }
    return open_bmp(std::move(file), limits, format);
}

Rect cut(Rect area, int width, int height) {
    if (area.width <= 0 || area.height <= 0) {
        return {0, 0, width, height};
    }
    const int left = std::clamp(area.x, 0, width - 1);
    const int top = std::clamp(area.y, 0, height - 1);
    const auto right = std::clamp<std::int64_t>(std::int64_t{area.x} + area.width, left + 1, width);
    const auto bottom = std::clamp<std::int64_t>(std::int64_t{area.y} + area.height, top + 1, height);
    return {left, top, static_cast<int>(right) - left, static_cast<int>(bottom) - top};
}

Error unmeasurable(const ImageFile::Impl& impl, int frame, const FrameInfo& info) {
    return impl.trouble(frame, ErrorCode::limit,
                        say("{} × {} pixels that can only be decoded whole are not read", info.width, info.height));
}

// Hashes rows as they come.
class RowDigest final : public RowSink {
public:
    void begin(int width, int, int) override { width_ = static_cast<std::size_t>(width); }
    bool row(const std::uint8_t* gray) override {
        hash_.add(std::as_bytes(std::span(gray, width_)));
        return true;
    }
    Digest take() { return hash_.finish(); }

private:
    std::size_t width_ = 0;
    Sha256 hash_;
};

}  // namespace

ImageFile::ImageFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {
}
ImageFile::~ImageFile() = default;
ImageFile::ImageFile(ImageFile&&) noexcept = default;
ImageFile& ImageFile::operator=(ImageFile&&) noexcept = default;

Result<ImageFile> ImageFile::open(const std::filesystem::path& path, const ImageLimits& limits) {
    Result<InputFile> file = InputFile::open(path);
    if (!file) {
        return file.error();
    }
    const Result<ImageFormat> format = format_of(*file, path);
    if (!format) {
        return format.error();
    }
    Result<ImageImpl> impl = open_as(*format, std::move(*file), limits);
    if (!impl) {
        return impl.error();
    }
    return ImageFile(std::move(*impl));
}

Result<int> ImageFile::count_frames(const std::filesystem::path& path, const ImageLimits& limits) {
    Result<InputFile> file = InputFile::open(path);
    if (!file) {
        return file.error();
    }
    const Result<ImageFormat> format = format_of(*file, path);
    if (!format) {
        return format.error();
    }
    if (*format == ImageFormat::tiff) {
        const auto directories = tiff_directories(*file, limits.max_frames);
        return directories ? Result<int>(static_cast<int>(directories->size())) : directories.error();
    }
    if (*format == ImageFormat::pnm) {
        const Result<ImageImpl> impl = open_pnm(std::move(*file), limits);
        return impl ? Result<int>((*impl)->frames()) : impl.error();
    }
    return 1;
}

ImageFormat ImageFile::format() const {
    return impl_->format;
}

int ImageFile::frames() const {
    return impl_->frames();
}

Result<FrameInfo> ImageFile::info(int frame) {
    const Result<Impl::Stored> stored = impl_->stored(frame);
    if (!stored) {
        return stored.error();
    }
    return stored->info;
}

Result<BitImage> ImageFile::read_bilevel(int frame) {
    const Result<Impl::Stored> stored = impl_->stored(frame);
    if (!stored) {
        return stored.error();
    }
    if (!stored->info.measurable) {
        return unmeasurable(*impl_, frame, stored->info);
    }
    if (stored->packed) {
        Result<BitImage> bits = impl_->read_bits(frame);
        return bits ? upright(std::move(*bits), stored->turn) : std::move(bits);
    }
    AdaptiveThreshold sink;
    const Result<Done> read = impl_->read_rows(frame, 1, sink);
    if (!read) {
        return read.error();
    }
    return upright(sink.take(), stored->turn);
}

Result<GrayImage> ImageFile::read_gray(int frame, Rect area, int reduce) {
    const Result<Impl::Stored> stored = impl_->stored(frame);
    if (!stored) {
        return stored.error();
    }
    const FrameInfo& info = stored->info;
    if (!info.measurable) {
        return unmeasurable(*impl_, frame, info);
    }
    const Rect wanted = stored_area(cut(area, info.width, info.height), info.width, info.height, stored->turn);
    if (stored->packed) {
        const Result<BitImage> bits = impl_->read_bits(frame);
        if (!bits) {
            return bits.error();
        }
        return upright(gray_area(*bits, wanted, reduce), stored->turn);
    }
    AreaReader sink(wanted, reduce);
    const Result<Done> read = impl_->read_rows(frame, reduce, sink);
    if (!read) {
        return read.error();
    }
    return upright(sink.take(), stored->turn);
}

Result<int> ImageFile::read_colours(int frame, const ColourRow& row, int reduce) {
    const Result<Impl::Stored> stored = impl_->stored(frame);
    if (!stored) {
        return stored.error();
    }
    if (!stored->info.measurable) {
        return unmeasurable(*impl_, frame, stored->info);
    }
    if (stored->info.mode != PixelMode::colour) {
        return impl_->trouble(frame, ErrorCode::unsupported, say("has no colours"));
    }
    const Result<Done> read = impl_->read_colours(frame, reduce, row);
    return read ? Result<int>(stored->turn) : read.error();
}

Result<Done> ImageFile::Impl::read_colours(int frame, int, const ColourRow&) {
    return trouble(frame, ErrorCode::unsupported, say("its colours cannot be read"));
}

Result<Digest> ImageFile::digest_of_pixels(int frame) {
    const Result<Impl::Stored> stored = impl_->stored(frame);
    if (!stored) {
        return stored.error();
    }
    if (!stored->info.measurable) {
        return unmeasurable(*impl_, frame, stored->info);
    }
    if (stored->packed) {
        const Result<BitImage> bits = impl_->read_bits(frame);
        return bits ? Result<Digest>(Sha256().add(std::as_bytes(std::span(bits->bytes))).finish()) : bits.error();
    }
    RowDigest sink;
    const Result<Done> read = impl_->read_rows(frame, 1, sink);
    return read ? Result<Digest>(sink.take()) : read.error();
}

}  // namespace arc
