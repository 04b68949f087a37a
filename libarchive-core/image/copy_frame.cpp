#include "image/copy_frame.hpp"

#include "base/say.hpp"
#include "image/image_impl.hpp"
#include "image/pnm_frames.hpp"
#include "image/tiff_copy.hpp"
#include "image/tiff_directory.hpp"

#include <algorithm>
#include <cstring>

namespace arc {

struct FrameCopy::Copying {
    InputFile file;
    ImageFormat format;
    CopyPlan plan;
    std::size_t piece = 0;
    std::uint64_t done = 0;  // of that piece
};

namespace {

Result<CopyPlan> plan_tiff(const InputFile& file, int frame, const std::string& origin, const ImageLimits& limits) {
    const Result<std::vector<std::uint64_t>> directories = tiff_directories(file, limits.max_frames);
    if (!directories) {
        return directories.error();
    }
    return plan_tiff_copy(file, (*directories)[static_cast<std::size_t>(frame)], origin);
}

Result<CopyPlan> plan_pnm(const InputFile& file, int frame, const std::string& origin, const ImageLimits& limits) {
    const Result<std::vector<PnmSpan>> spans = pnm_spans(file, limits.max_frames);
    if (!spans) {
        return spans.error();
    }
    const PnmSpan span = (*spans)[static_cast<std::size_t>(frame)];
    constexpr std::int64_t magic = 2;
    CopyPlan plan;
    plan.copy(static_cast<std::uint64_t>(span.begin), magic);
    if (!origin.empty()) {
        plan.add("\n# " + origin);
        plan.add("\n");
    }
    plan.copy(static_cast<std::uint64_t>(span.begin + magic),
              static_cast<std::uint64_t>(span.end - span.begin - magic));
    return plan;
}

}  // namespace

FrameCopy::FrameCopy(std::unique_ptr<Copying> copying) : copying_(std::move(copying)) {
}
FrameCopy::~FrameCopy() = default;
FrameCopy::FrameCopy(FrameCopy&&) noexcept = default;
FrameCopy& FrameCopy::operator=(FrameCopy&&) noexcept = default;

Result<FrameCopy> FrameCopy::plan(const std::filesystem::path& path, int frame, const std::string& origin,
                                  const ImageLimits& limits) {
    const Result<ImageFile> image = ImageFile::open(path, limits);
    if (!image) {
        return image.error();
    }
    Result<InputFile> file = InputFile::open(path);
    if (!file) {
        return file.error();
    }
    if (frame < 0 || frame >= image->frames()) {
        return Error{ErrorCode::not_found, file->subject(), say("has no page {}", frame + 1), {}};
    }
    Result<CopyPlan> plan = CopyPlan();
    if (image->frames() == 1) {
        plan->copy(0, static_cast<std::uint64_t>(file->size()));
    } else if (image->format() == ImageFormat::tiff) {
        plan = plan_tiff(*file, frame, origin, limits);
    } else {
        plan = plan_pnm(*file, frame, origin, limits);
    }
    if (!plan) {
        return plan.error();
    }
    return FrameCopy(std::make_unique<Copying>(Copying{std::move(*file), image->format(), std::move(*plan)}));
}

ImageFormat FrameCopy::format() const {
    return copying_->format;
}

std::int64_t FrameCopy::size() const {
    return static_cast<std::int64_t>(copying_->plan.size());
}

Result<std::size_t> FrameCopy::read(std::span<char> buffer) {
    Copying& copying = *copying_;
    std::size_t filled = 0;
    while (filled < buffer.size() && copying.piece < copying.plan.pieces().size()) {
        const CopyPlan::Piece& piece = copying.plan.pieces()[copying.piece];
        const auto count =
            static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size() - filled, piece.bytes - copying.done));
        if (!piece.own.empty()) {
            std::memcpy(buffer.data() + filled, piece.own.data() + copying.done, count);
        } else {
            const auto to = std::span(reinterpret_cast<std::uint8_t*>(buffer.data() + filled), count);
            if (copying.file.read_at(static_cast<std::int64_t>(piece.from + copying.done), to) != count) {
                return Error{ErrorCode::damaged, copying.file.subject(), say("is shorter than it was"), {}};
            }
        }
        filled += count;
        copying.done += count;
        if (copying.done == piece.bytes) {
            ++copying.piece;
            copying.done = 0;
        }
    }
    return filled;
}

Result<bool> is_same_picture(const std::filesystem::path& one, int frame, const std::filesystem::path& other,
                             int other_frame, const ImageLimits& limits) {
    Result<ImageFile> first = ImageFile::open(one, limits);
    if (!first) {
        return first.error();
    }
    Result<ImageFile> second = ImageFile::open(other, limits);
    if (!second) {
        return second.error();
    }
    const Result<FrameInfo> info = first->info(frame);
    const Result<FrameInfo> other_info = second->info(other_frame);
    if (!info || !other_info) {
        return info ? other_info.error() : info.error();
    }
    if (*info != *other_info || !info->measurable) {
        return *info == *other_info;
    }
    const Result<Digest> pixels = first->digest_of_pixels(frame);
    const Result<Digest> other_pixels = second->digest_of_pixels(other_frame);
    if (!pixels || !other_pixels) {
        return pixels ? other_pixels.error() : pixels.error();
    }
    return *pixels == *other_pixels;
}

}  // namespace arc
