#include "image/page_writing.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace arc {
namespace {

constexpr int tile = 32;         // pixels at 75 dpi: 11 mm
constexpr int coarse = 4;        // pixels of the writing to one of the image by which the pages are laid over
constexpr int far = 15;          // coarse pixels: 20 mm that a sheet may lie elsewhere on the glass
constexpr int near = 5;          // pixels that a square may lie elsewhere after that: 1.7 mm
constexpr double little = 0.02;  // mean darkness of a square, of 1, below which nothing is said by it

struct Offset {
    int x = 0;
    int y = 0;
};

GrayImage reduced(const GrayImage& image) {
    GrayImage small(image.width / coarse, image.height / coarse);
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            int sum = 0;
            for (int dy = 0; dy < coarse; ++dy) {
                const std::uint8_t* row = image.row(y * coarse + dy) + static_cast<std::ptrdiff_t>(x) * coarse;
                sum += row[0] + row[1] + row[2] + row[3];
            }
            small.row(y)[x] = static_cast<std::uint8_t>(sum / (coarse * coarse));
        }
    }
    return small;
}

// Where of `other` the upper left corner of `one` lies when most of their ink meets.
Offset lay_over(const GrayImage& one, const GrayImage& other) {
    const GrayImage a = reduced(one);
    const GrayImage b = reduced(other);
    Offset best;
    std::int64_t most = -1;
    for (int dy = -far; dy <= far; ++dy) {
        for (int dx = -far; dx <= far; ++dx) {
            std::int64_t sum = 0;
            const int left = std::max(0, -dx);
            const int right = std::min(a.width, b.width - dx);
            for (int y = std::max(0, -dy); y < std::min(a.height, b.height - dy); ++y) {
                const std::uint8_t* in_a = a.row(y);
                const std::uint8_t* in_b = b.row(y + dy) + dx;
                std::uint32_t line = 0;
                for (int x = left; x < right; ++x) {
                    line += static_cast<std::uint32_t>(in_a[x]) * in_b[x];
                }
                sum += line;
            }
            if (sum > most) {
                most = sum;
                best = {dx * coarse, dy * coarse};
            }
        }
    }
    return best;
}

struct Square {
    double mean = 0;
    double deviation = 0;
};

Square square_at(const GrayImage& image, int left, int top) {
    std::uint32_t sum = 0;
    std::uint32_t squares = 0;
    for (int y = top; y < top + tile; ++y) {
        const std::uint8_t* row = image.row(y) + left;
        for (int x = 0; x < tile; ++x) {
            sum += row[x];
            squares += static_cast<std::uint32_t>(row[x]) * row[x];
        }
    }
    constexpr double pixels = tile * tile;
    const double mean = sum / pixels;
    return {mean, std::sqrt(std::max(0.0, squares / pixels - mean * mean))};
}

// Pearson's correlation of a square of one page with one of the other.
double correlation(const GrayImage& one, int x1, int y1, const Square& first, const GrayImage& other, int x2, int y2) {
    const Square second = square_at(other, x2, y2);
    if (first.deviation == 0 || second.deviation == 0) {
        return 0;
    }
    std::uint32_t product = 0;
    for (int y = 0; y < tile; ++y) {
        const std::uint8_t* in_one = one.row(y1 + y) + x1;
        const std::uint8_t* in_other = other.row(y2 + y) + x2;
        for (int x = 0; x < tile; ++x) {
            product += static_cast<std::uint32_t>(in_one[x]) * in_other[x];
        }
    }
    constexpr double pixels = tile * tile;
    return (product / pixels - first.mean * second.mean) / (first.deviation * second.deviation);
}

double best_near(const GrayImage& one, int x, int y, const Square& square, const GrayImage& other, Offset offset) {
    double best = 0;
    for (int dy = -near; dy <= near; ++dy) {
        for (int dx = -near; dx <= near; ++dx) {
            const int left = x + offset.x + dx;
            const int top = y + offset.y + dy;
            if (left >= 0 && top >= 0 && left + tile <= other.width && top + tile <= other.height) {
                best = std::max(best, correlation(one, x, y, square, other, left, top));
            }
        }
    }
    return best;
}

// How well each written square of `one` is found on `other`.
std::vector<double> found_again(const GrayImage& one, const GrayImage& other, Offset offset) {
    std::vector<double> found;
    for (int y = 0; y + tile <= one.height; y += tile) {
        for (int x = 0; x + tile <= one.width; x += tile) {
            const Square square = square_at(one, x, y);
            const int left = x + offset.x;
            const int top = y + offset.y;
            const bool comparable = left >= 0 && top >= 0 && left + tile <= other.width && top + tile <= other.height;
            if (square.mean >= little * 255 && comparable) {
                found.push_back(best_near(one, x, y, square, other, offset));
            }
        }
    }
    return found;
}

}  // namespace

double likeness(const GrayImage& one, const GrayImage& other) {
    if (one.width < tile || one.height < tile || other.width < tile || other.height < tile) {
        return 0;
    }
    const Offset there = lay_over(one, other);
    std::vector<double> found = found_again(one, other, there);
    const std::vector<double> back = found_again(other, one, {-there.x, -there.y});
    found.insert(found.end(), back.begin(), back.end());
    if (found.empty()) {
        return 0;
    }
    constexpr std::size_t strays = 20;  // one in so many may be a hole, a shadow or a fleck
    const auto counted = found.begin() + static_cast<std::ptrdiff_t>(found.size() / strays);
    std::ranges::nth_element(found, counted);
    return *counted;
}

}  // namespace arc
