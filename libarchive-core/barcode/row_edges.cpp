#include "barcode/row_edges.hpp"

#include <algorithm>
#include <cmath>

namespace arc {
namespace {

constexpr int block = 24;            // pixels; the range around a pixel is that of its block and both neighbours
constexpr int least_difference = 6;  // grey levels that noise may have

struct Extreme {
    int at = 0;
    int level = 0;
};

// For each block of the row, the difference that makes an extreme.
std::vector<int> differences_needed(std::span<const std::uint8_t> row, int contrast) {
    const int length = static_cast<int>(row.size());
    const int blocks = (length + block - 1) / block;
    std::vector<std::pair<int, int>> ranges;
    for (int b = 0; b < blocks; ++b) {
        const auto part = row.subspan(static_cast<std::size_t>(b * block),
                                      static_cast<std::size_t>(std::min(block, length - b * block)));
        const auto [low, high] = std::ranges::minmax(part);
        ranges.emplace_back(low, high);
    }
    std::vector<int> needed;
    for (int b = 0; b < blocks; ++b) {
        int low = 255;
        int high = 0;
        for (int n = std::max(0, b - 1); n <= std::min(blocks - 1, b + 1); ++n) {
            low = std::min(low, ranges[static_cast<std::size_t>(n)].first);
            high = std::max(high, ranges[static_cast<std::size_t>(n)].second);
        }
        needed.push_back(std::max(least_difference, (high - low) * contrast / 100));
    }
    return needed;
}

// Dark and light extremes in turn, from the row's first to its last.
std::vector<Extreme> extremes_of(std::span<const std::uint8_t> row, int contrast) {
    const std::vector<int> needed = differences_needed(row, contrast);
    enum class Slope { unknown, rising, falling } slope = Slope::unknown;
    std::vector<Extreme> found;
    Extreme dark{0, row[0]};
    Extreme light{0, row[0]};
    for (int x = 1; x < static_cast<int>(row.size()); ++x) {
        const Extreme here{x, row[static_cast<std::size_t>(x)]};
        const int difference = needed[static_cast<std::size_t>(x / block)];
        light = here.level > light.level ? here : light;
        dark = here.level < dark.level ? here : dark;
        if (slope != Slope::rising && here.level > dark.level + difference) {
            found.push_back(dark);
            slope = Slope::rising;
            light = here;
        } else if (slope != Slope::falling && here.level < light.level - difference) {
            found.push_back(light);
            slope = Slope::falling;
            dark = here;
        }
        // The next extreme of the other kind lies beyond this one.
        if (slope == Slope::rising && here.level >= light.level) {
            dark = here;
        }
        if (slope == Slope::falling && here.level <= dark.level) {
            light = here;
        }
    }
    if (slope != Slope::unknown) {
        found.push_back(slope == Slope::rising ? light : dark);
    }
    return found;
}

// Where between two extremes the row passes the middle of their levels, in pixels × scale.
int crossing(std::span<const std::uint8_t> row, Extreme from, Extreme to, int scale) {
    const double middle = (from.level + to.level) / 2.0;
    const bool falls = from.level > to.level;
    int x = from.at;
    const auto level = [&row](int at) { return static_cast<double>(row[static_cast<std::size_t>(at)]); };
    while (x + 1 < to.at && (falls ? level(x + 1) > middle : level(x + 1) < middle)) {
        ++x;
    }
    const double step = level(x + 1) - level(x);
    const double part = step == 0 ? 0.5 : std::clamp((middle - level(x)) / step, 0.0, 1.0);
    return std::clamp(static_cast<int>(std::lround((x + 0.5 + part) * scale)), 0, static_cast<int>(row.size()) * scale);
}

}  // namespace

std::vector<std::uint8_t> row_edges(std::span<const std::uint8_t> row, int scale, int contrast) {
    std::vector<std::uint8_t> sharp(row.size() * static_cast<std::size_t>(scale), 255);
    if (row.empty()) {
        return sharp;
    }
    const std::vector<Extreme> extremes = extremes_of(row, contrast);
    int bar_begin = 0;
    bool in_bar = false;
    for (std::size_t i = 0; i + 1 < extremes.size(); ++i) {
        const int edge = crossing(row, extremes[i], extremes[i + 1], scale);
        in_bar = extremes[i].level > extremes[i + 1].level;
        if (in_bar) {
            bar_begin = edge;
        } else if (edge > bar_begin) {
            std::fill(sharp.begin() + bar_begin, sharp.begin() + edge, std::uint8_t{0});
        }
    }
    if (in_bar) {
        std::fill(sharp.begin() + bar_begin, sharp.end(), std::uint8_t{0});
    }
    return sharp;
}

int count_bars(std::span<const std::uint8_t> row, int step) {
    int bars = 0;
    int light = 0;
    int dark = 255;
    bool in_bar = false;
    for (const int level : row) {
        if (in_bar) {
            dark = std::min(dark, level);
            if (level > dark + step) {
                in_bar = false;
                light = level;
            }
        } else {
            light = std::max(light, level);
            if (level < light - step) {
                in_bar = true;
                dark = level;
                ++bars;
            }
        }
    }
    return bars;
}

}  // namespace arc
