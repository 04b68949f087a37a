#include "image/colour_image.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <utility>

namespace arc {
namespace {

constexpr std::size_t largest = std::size_t{1} << 30;

// Where the pixel of the upright page stands among the stored rows of that size (TIFF tag 274).
std::pair<int, int> stored_place(int x, int y, int width, int height, int turn) {
    const bool lies = turn > 4;
    const int column = lies ? y : x;
    const int row = lies ? x : y;
    const bool from_right = turn == 2 || turn == 3 || turn == 7 || turn == 8;
    const bool from_below = turn == 3 || turn == 4 || turn == 6 || turn == 7;
    return {from_right ? width - 1 - column : column, from_below ? height - 1 - row : row};
}

void turn_upright(const std::vector<std::uint8_t>& stored, int width, int height, int turn, ColourImage& page) {
    page.pixels.resize(stored.size());
    std::uint8_t* to = page.pixels.data();
    for (int y = 0; y < page.height; ++y) {
        for (int x = 0; x < page.width; ++x, to += 3) {
            const auto [column, row] = stored_place(x, y, width, height, turn);
            const std::size_t from =
                (static_cast<std::size_t>(row) * static_cast<std::size_t>(width) + static_cast<std::size_t>(column)) *
                3;
            std::copy_n(stored.begin() + static_cast<std::ptrdiff_t>(from), 3, to);
        }
    }
}

}  // namespace

Result<ColourImage> read_upright_colours(ImageFile& image, int frame, int reduce) {
    const Result<FrameInfo> info = image.info(frame);
    if (!info) {
        return info.error();
    }
    const int scale = image.format() == ImageFormat::jpeg ? reduce : 1;
    ColourImage page{(info->width + scale - 1) / scale, (info->height + scale - 1) / scale, {}};
    const std::size_t bytes = static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height) * 3;
    if (bytes > largest) {
        return Error{ErrorCode::limit, say("picture"), say("has too many coloured pixels for the memory"), {}};
    }
    const bool lies = info->orientation > 4;
    const int width = lies ? page.height : page.width;
    const int height = lies ? page.width : page.height;
    std::vector<std::uint8_t> stored;
    stored.reserve(bytes);
    const Result<int> turn = image.read_colours(
        frame,
        [&](const std::uint8_t* rgb) {
            stored.insert(stored.end(), rgb, rgb + std::size_t{3} * static_cast<std::size_t>(width));
        },
        scale);
    if (!turn) {
        return turn.error();
    }
    if (*turn == 1) {
        page.pixels = std::move(stored);
    } else {
        turn_upright(stored, width, height, *turn, page);
    }
    return scale == reduce ? std::move(page) : reduced(page, reduce);
}

ColourImage reduced(const ColourImage& image, int by) {
    ColourImage small{std::max(1, image.width / by), std::max(1, image.height / by), {}};
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            unsigned sums[3] = {};
            unsigned count = 0;
            for (int row = y * by; row < std::min(image.height, (y + 1) * by); ++row) {
                for (int column = x * by; column < std::min(image.width, (x + 1) * by); ++column, ++count) {
                    const std::size_t at = (static_cast<std::size_t>(row) * static_cast<std::size_t>(image.width) +
                                            static_cast<std::size_t>(column)) *
                                           3;
                    for (std::size_t i = 0; i < 3; ++i) {
                        sums[i] += image.pixels[at + i];
                    }
                }
            }
            for (const unsigned sum : sums) {
                small.pixels.push_back(static_cast<std::uint8_t>(sum / count));
            }
        }
    }
    return small;
}

}  // namespace arc
