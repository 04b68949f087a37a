#include "image/page_writing.hpp"

#include "image/lept_image.hpp"
#include "image/skew.hpp"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

namespace arc {
namespace {

constexpr double a4_width = 210 / 25.4;
constexpr int margin = 20;          // pixels at 75 dpi: 7 mm
constexpr int paper = 200;          // what leptonica brings the paper to
constexpr int faint = 40;           // of 255: paper's own grain
constexpr int ink = 80;             // of 255, for finding how lines lie
constexpr double least_turn = 0.1;  // degrees; less is no pixel over a page's width

// Dots to the inch. Cameras write 72 dpi and drawing programs what they like.
double density(const FrameInfo& info) {
    const double dpi = std::min(info.dpi_x, info.dpi_y);
    const int shorter = std::min(info.width, info.height);
    const bool believable = dpi >= 100 && shorter >= 70 / 25.4 * dpi;
    return believable ? dpi : shorter / a4_width;
}

// Paper to 0, ink to 255.
GrayImage to_ink(PIX* pix) {
    GrayImage image(pixGetWidth(pix), pixGetHeight(pix));
    const l_int32 words = pixGetWpl(pix);
    for (int y = 0; y < image.height; ++y) {
        const l_uint32* line = pixGetData(pix) + static_cast<std::ptrdiff_t>(words) * y;
        std::uint8_t* row = image.row(y);
        for (int x = 0; x < image.width; ++x) {
            const int dark = (paper - std::min<int>(paper, GET_DATA_BYTE(line, x))) * 255 / paper;
            row[x] = static_cast<std::uint8_t>(dark < faint ? 0 : dark);
        }
    }
    return image;
}

double skew_of(const GrayImage& writing) {
    BitImage bits(writing.width, writing.height);
    for (int y = 0; y < writing.height; ++y) {
        const std::uint8_t* from = writing.row(y);
        std::uint8_t* to = bits.row(y);
        for (int x = 0; x < writing.width; ++x) {
            to[x >> 3] |= static_cast<std::uint8_t>((from[x] >= ink ? 1 : 0) << (7 - (x & 7)));
        }
    }
    constexpr float fairly_certain = 2;
    return find_skew(bits, fairly_certain);
}

void clear_margins(GrayImage& writing) {
    for (int y = 0; y < writing.height; ++y) {
        std::uint8_t* row = writing.row(y);
        if (y < margin || y >= writing.height - margin) {
            std::fill(row, row + writing.width, std::uint8_t{0});
            continue;
        }
        std::fill(row, row + std::min(margin, writing.width), std::uint8_t{0});
        std::fill(row + std::max(0, writing.width - margin), row + writing.width, std::uint8_t{0});
    }
}

// By what the sides of a frame can be divided so that 75 dpi are left.
int reduction(double dpi) {
    for (const int reduce : {8, 4, 2}) {
        if (dpi / reduce >= writing_dpi) {
            return reduce;
        }
    }
    return 1;
}

// The first and the last line between which nearly all ink lies.
std::pair<int, int> written(const std::vector<std::int64_t>& sums) {
    const std::int64_t all = std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
    constexpr std::int64_t stray = 200;  // 0.5 % to either side
    std::int64_t seen = 0;
    std::pair<int, int> range{0, static_cast<int>(sums.size())};
    for (std::size_t i = 0; i < sums.size(); ++i) {
        seen += sums[i];
        if (seen <= all / stray) {
            range.first = static_cast<int>(i);
        }
        if (seen < all - all / stray) {
            range.second = static_cast<int>(i) + 2;
        }
    }
    range.second = std::clamp(range.second, range.first + 1, static_cast<int>(sums.size()));
    return range;
}

}  // namespace

GrayImage page_writing(const GrayImage& gray, double dpi) {
    if (gray.width < 2 * margin || gray.height < 2 * margin) {
        return {};
    }
    LeptImage pix = to_lept(gray);
    const auto scale = static_cast<float>(writing_dpi / dpi);
    if (pix) {
        pix.reset(pixScaleGeneral(pix.get(), scale, scale, 0, 0));
    }
    if (pix) {
        if (LeptImage even(pixBackgroundNormSimple(pix.get(), nullptr, nullptr)); even) {
            pix = std::move(even);
        }
    }
    if (!pix) {
        return {};
    }
    GrayImage writing = to_ink(pix.get());
    clear_margins(writing);
    if (const double skew = skew_of(writing); std::abs(skew) >= least_turn) {
        const double back = -skew * std::numbers::pi / 180;
        if (const LeptImage level(pixRotateAMGray(pix.get(), static_cast<float>(back), 255)); level) {
            writing = to_ink(level.get());
            clear_margins(writing);
        }
    }
    return writing;
}

Result<GrayImage> read_page_writing(ImageFile& file, int frame) {
    const Result<FrameInfo> info = file.info(frame);
    if (!info) {
        return info.error();
    }
    const double dpi = density(*info);
    const int reduce = reduction(dpi);
    Result<GrayImage> gray = file.read_gray(frame, {}, reduce);
    if (!gray) {
        return gray.error();
    }
    return page_writing(*gray, dpi / reduce);
}

PageHash hash_of(const GrayImage& writing) {
    constexpr int cells = 16;
    std::vector<std::int64_t> rows(static_cast<std::size_t>(writing.height));
    std::vector<std::int64_t> columns(static_cast<std::size_t>(writing.width));
    for (int y = 0; y < writing.height; ++y) {
        const std::uint8_t* row = writing.row(y);
        for (int x = 0; x < writing.width; ++x) {
            rows[static_cast<std::size_t>(y)] += row[x];
            columns[static_cast<std::size_t>(x)] += row[x];
        }
    }
    PageHash hash;
    if (rows.empty() || columns.empty()) {
        return hash;
    }
    const auto [top, bottom] = written(rows);
    const auto [left, right] = written(columns);
    std::array<double, static_cast<std::size_t>(cells) * cells> darkness{};
    std::array<double, static_cast<std::size_t>(cells) * cells> area{};
    for (int y = top; y < bottom; ++y) {
        const std::uint8_t* row = writing.row(y);
        const int line = (y - top) * cells / (bottom - top) * cells;
        for (int x = left; x < right; ++x) {
            const auto cell = static_cast<std::size_t>(line + (x - left) * cells / (right - left));
            darkness[cell] += row[x];
            area[cell] += 1;
        }
    }
    double mean = 0;
    for (std::size_t i = 0; i < darkness.size(); ++i) {
        darkness[i] /= std::max(1.0, area[i]);
        mean += darkness[i] / static_cast<double>(darkness.size());
    }
    for (std::size_t i = 0; i < darkness.size(); ++i) {
        hash.bits[i / 64] |= static_cast<std::uint64_t>(darkness[i] > mean ? 1 : 0) << (i % 64);
    }
    return hash;
}

}  // namespace arc
