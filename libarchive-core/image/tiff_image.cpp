#include "base/say.hpp"
#include "image/image_impl.hpp"
#include "image/orient.hpp"
#include "image/tiff_directory.hpp"
#include "image/tiff_frame.hpp"
#include "image/tiff_handle.hpp"

namespace arc {
namespace {

class TiffImage final : public ImageFile::Impl {
public:
    TiffImage(InputFile input, const ImageLimits& allowed, std::vector<std::uint64_t> directories,
              std::unique_ptr<TiffHandle> handle)
        : Impl(ImageFormat::tiff, std::move(input), allowed),
          directories_(std::move(directories)),
          handle_(std::move(handle)) {}

    int frames() const override { return static_cast<int>(directories_.size()); }

    Result<Stored> stored(int frame) override {
        const Result<TiffFrame> described = select(frame);
        return described ? Result<Stored>(described->stored) : described.error();
    }

    Result<BitImage> read_bits(int frame) override {
        const Result<TiffFrame> described = select(frame);
        if (!described) {
            return described.error();
        }
        if (std::optional<std::string> outside = tiff_outside(*handle_, file.size())) {
            return damaged(frame, std::move(*outside));
        }
        BitImage bits(described->width, described->height);
        if (!read_tiff_bits(*handle_, *described, bits)) {
            return undecodable(frame, *handle_);
        }
        return bits;
    }

    Result<Done> read_rows(int frame, int, RowSink& sink) override {
        const Result<TiffFrame> described = select(frame);
        if (!described) {
            return described.error();
        }
        if (std::optional<std::string> outside = tiff_outside(*handle_, file.size())) {
            return damaged(frame, std::move(*outside));
        }
        sink.begin(described->width, described->height, 1);
        if (described->way != TiffFrame::Way::rows || !described->samples.separate) {
            return read_tiff_rows(*handle_, *described, sink) ? Result<Done>(Done{}) : undecodable(frame, *handle_);
        }
        return read_planes(frame, *described, sink);
    }

    Result<Done> read_colours(int frame, int, const ColourRow& row) override {
        const Result<TiffFrame> described = select(frame);
        if (!described) {
            return described.error();
        }
        if (std::optional<std::string> outside = tiff_outside(*handle_, file.size())) {
            return damaged(frame, std::move(*outside));
        }
        // A raster of four bytes a pixel is held for each band.
        if (std::int64_t{described->width} * described->band > limits.max_whole_pixels * 2) {
            return trouble(frame, ErrorCode::unsupported, say("its colours cannot be read piece by piece"));
        }
        if (!read_tiff_colours(*handle_, *described, row)) {
            return trouble(frame, ErrorCode::unsupported, say("its colours cannot be converted"));
        }
        return Done{};
    }

private:
    // The whole frame stands on one directory; reading it again costs some microseconds.
    Result<TiffFrame> select(int frame) {
        if (!handle_->select(directories_[static_cast<std::size_t>(frame)])) {
            return damaged(frame, say("the page's description cannot be read: {}", handle_->error()));
        }
        return describe_tiff_frame(*this, frame, *handle_);
    }

    // Each plane is decoded from its own first row on, so every plane has a reader of its own.
    Result<Done> read_planes(int frame, const TiffFrame& described, RowSink& sink) {
        std::vector<std::unique_ptr<TiffHandle>> handles;
        std::vector<TiffHandle*> readers{handle_.get()};
        while (readers.size() < described.samples.planes().size()) {
            Result<std::unique_ptr<TiffHandle>> handle = TiffHandle::open(file);
            if (!handle || !(*handle)->select(directories_[static_cast<std::size_t>(frame)])) {
                return handle ? undecodable(frame, **handle) : handle.error();
            }
            readers.push_back(handle->get());
            handles.push_back(std::move(*handle));
        }
        if (!read_tiff_planes(readers, described, sink)) {
            for (const TiffHandle* reader : readers) {
                if (!reader->error().empty() || !reader->loss().empty()) {
                    return undecodable(frame, *reader);
                }
            }
            return undecodable(frame, *handle_);
        }
        return Done{};
    }

    Error undecodable(int frame, const TiffHandle& handle) const {
        if (!handle.error().empty()) {
            return damaged(frame, say("the picture cannot be decoded: {}", handle.error()));
        }
        if (!handle.loss().empty()) {
            return damaged(frame, say("a part of the picture is lost: {}", handle.loss()));
        }
        return damaged(frame, say("the picture cannot be decoded"));
    }

    std::vector<std::uint64_t> directories_;
    std::unique_ptr<TiffHandle> handle_;
};

}  // namespace

Result<ImageImpl> open_tiff(InputFile file, const ImageLimits& limits) {
    Result<std::vector<std::uint64_t>> directories = tiff_directories(file, limits.max_frames);
    if (!directories) {
        return directories.error();
    }
    Result<std::unique_ptr<TiffHandle>> handle = TiffHandle::open(file);
    if (!handle) {
        return handle.error();
    }
    return ImageImpl(std::make_unique<TiffImage>(std::move(file), limits, std::move(*directories), std::move(*handle)));
}

}  // namespace arc
