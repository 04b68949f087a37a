// Opening and decoding image files: every format, every frame, with all that intake and the barcode filter ask of it.

#include "barcode/find_regions.hpp"
#include "harness.hpp"
#include "image/image_file.hpp"
#include "image/measure.hpp"

using namespace arc;

namespace {

// Small, so that a second holds many inputs; what large pages cost is measured elsewhere (image_file_test).
constexpr ImageLimits limits{1'000'000, 20'000, 250'000, 12};

void read_part(ImageFile& file, int frame, Rect area, int reduce) {
    const auto part = file.read_gray(frame, area, reduce);
    if (part) {
        fuzz::require(
            part->pixels.size() == static_cast<std::size_t>(part->width) * static_cast<std::size_t>(part->height),
            "a part of an image has as many pixels as its sides say");
        fuzz::require(part->width > 0 && part->height > 0, "a part of an image is not empty");
    }
}

void read_frame(ImageFile& file, int frame) {
    const auto info = file.info(frame);
    if (!info) {
        return;
    }
    fuzz::require(info->width > 0 && info->height > 0, "a frame has pixels");
    fuzz::require(std::int64_t{info->width} * info->height <= limits.max_pixels, "a frame is within the limits");
    fuzz::require(info->dpi_x >= 0 && info->dpi_x < 1e9 && info->dpi_y >= 0 && info->dpi_y < 1e9,
                  "a resolution is a number that paper can have");
    const auto bits = file.read_bilevel(frame);
    if (bits) {
        fuzz::require(bits->width == info->width && bits->height == info->height, "the pixels are those announced");
        const auto quality = measure(*bits, info->dpi_x);
        fuzz::require(quality.ink >= 0 && quality.ink <= 1, "ink is a share");
        fuzz::require(quality.skew >= -7 && quality.skew <= 7, "skew is a small angle");
        for (const Rect& region : find_code_regions(*bits, info->dpi_x)) {
            fuzz::require(region.x >= 0 && region.y >= 0 && region.width > 0 && region.height > 0 &&
                              region.x + region.width <= bits->width && region.y + region.height <= bits->height,
                          "a region lies on its page");
        }
    }
    read_part(file, frame, {}, 4);
    read_part(file, frame, {info->width / 3, info->height / 2, 40, 30}, 1);
    read_part(file, frame, {-7, info->height - 3, info->width, 2'000'000'000}, 2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const fuzz::MemoryFile input(bytes, size);
    auto file = ImageFile::open(input.path(), limits);
    if (file) {
        for (int frame = 0; frame < file->frames(); ++frame) {
            read_frame(*file, frame);
        }
    }
    return 0;
}
