#include "barcode/retouch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace arc {
namespace {

std::uint8_t clamp_to_byte(double value) {
    return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, 255.0));
}

std::uint8_t clamp_to_byte(int value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

// The four weights of a cubic (Catmull-Rom) between samples 1 and 2, at `t` from sample 1, in 1/1024.
std::array<int, 4> cubic_weights(double t) {
    const double t2 = t * t;
    const double t3 = t2 * t;
    const std::array<double, 4> exact{-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t,
                                      0.5 * t3 - 0.5 * t2};
    std::array<int, 4> weights{};
    for (std::size_t i = 0; i < 4; ++i) {
        weights[i] = static_cast<int>(std::lround(exact[i] * 1024));
    }
    return weights;
}

// Rows enlarged only; columns are done by transposing twice.
GrayImage with_wider_rows(const GrayImage& image, int factor) {
    GrayImage wide(image.width * factor, image.height);
    std::vector<std::array<int, 4>> weights;
    std::vector<int> first;
    for (int phase = 0; phase < factor; ++phase) {
        const double at = (phase + 0.5) / factor - 0.5;
        first.push_back(at < 0 ? -2 : -1);
        weights.push_back(cubic_weights(at < 0 ? at + 1 : at));
    }
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* from = image.row(y);
        std::uint8_t* to = wide.row(y);
        for (int x = 0; x < image.width; ++x) {
            for (int phase = 0; phase < factor; ++phase) {
                const auto p = static_cast<std::size_t>(phase);
                int sum = 512;
                for (int k = 0; k < 4; ++k) {
                    sum += weights[p][static_cast<std::size_t>(k)] *
                           from[std::clamp(x + first[p] + k, 0, image.width - 1)];
                }
                *to++ = clamp_to_byte(sum / 1024);
            }
        }
    }
    return wide;
}

// Sums over a sliding window of 2 × radius + 1, cut at the ends, divided by its length.
void blur_row(const std::uint8_t* from, std::uint8_t* to, int length, int radius) {
    int sum = 0;
    int count = 0;
    for (int x = 0; x < std::min(radius, length); ++x) {
        sum += from[x];
        ++count;
    }
    for (int x = 0; x < length; ++x) {
        if (x + radius < length) {
            sum += from[x + radius];
            ++count;
        }
        if (x - radius - 1 >= 0) {
            sum -= from[x - radius - 1];
            --count;
        }
        to[x] = static_cast<std::uint8_t>((sum + count / 2) / count);
    }
}

GrayImage with_blurred_rows(const GrayImage& image, int radius) {
    GrayImage soft(image.width, image.height);
    for (int y = 0; y < image.height; ++y) {
        blur_row(image.row(y), soft.row(y), image.width, radius);
    }
    return soft;
}

}  // namespace

GrayImage inverted(const GrayImage& image) {
    GrayImage negative = image;
    for (std::uint8_t& pixel : negative.pixels) {
        pixel = static_cast<std::uint8_t>(255 - pixel);
    }
    return negative;
}

GrayImage cropped(const GrayImage& image, Rect area) {
    const int left = std::clamp(area.x, 0, image.width);
    const int top = std::clamp(area.y, 0, image.height);
    const int right = std::clamp(area.x + area.width, left, image.width);
    const int bottom = std::clamp(area.y + area.height, top, image.height);
    GrayImage part(right - left, bottom - top);
    for (int y = 0; y < part.height; ++y) {
        std::copy_n(image.row(top + y) + left, part.width, part.row(y));
    }
    return part;
}

GrayImage enlarged(const GrayImage& image, int factor) {
    return transposed(with_wider_rows(transposed(with_wider_rows(image, factor)), factor));
}

GrayImage reduced(const GrayImage& image, int factor) {
    GrayImage small(image.width / factor, image.height / factor);
    const int area = factor * factor;
    std::vector<int> sums(static_cast<std::size_t>(small.width));
    for (int y = 0; y < small.height; ++y) {
        std::ranges::fill(sums, area / 2);
        for (int dy = 0; dy < factor; ++dy) {
            const std::uint8_t* from = image.row(y * factor + dy);
            for (int& sum : sums) {
                sum += std::accumulate(from, from + factor, 0);
                from += factor;
            }
        }
        std::ranges::transform(sums, small.row(y), [area](int sum) { return static_cast<std::uint8_t>(sum / area); });
    }
    return small;
}

GrayImage blurred(const GrayImage& image, int radius) {
    return transposed(with_blurred_rows(transposed(with_blurred_rows(image, radius)), radius));
}

GrayImage sharpened(const GrayImage& image, int radius, double amount) {
    const GrayImage soft = blurred(image, radius);
    GrayImage sharp(image.width, image.height);
    const int weight = static_cast<int>(amount * 256);
    for (std::size_t i = 0; i < image.pixels.size(); ++i) {
        sharp.pixels[i] = clamp_to_byte(image.pixels[i] + weight * (image.pixels[i] - soft.pixels[i]) / 256);
    }
    return sharp;
}

GrayImage turned(const GrayImage& image, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    const double wide = image.width * std::abs(cosine) + image.height * std::abs(sine);
    const double high = image.width * std::abs(sine) + image.height * std::abs(cosine);
    GrayImage result(static_cast<int>(std::ceil(wide)), static_cast<int>(std::ceil(high)));
    for (int y = 0; y < result.height; ++y) {
        std::uint8_t* to = result.row(y);
        for (int x = 0; x < result.width; ++x, ++to) {
            const double across = x - (result.width - 1) / 2.0;
            const double down = y - (result.height - 1) / 2.0;
            const double from_x = (image.width - 1) / 2.0 + across * cosine + down * sine;
            const double from_y = (image.height - 1) / 2.0 - across * sine + down * cosine;
            const int left = static_cast<int>(std::floor(from_x));
            const int top = static_cast<int>(std::floor(from_y));
            if (left < 0 || top < 0 || left + 1 >= image.width || top + 1 >= image.height) {
                continue;
            }
            const double fx = from_x - left;
            const double fy = from_y - top;
            const std::uint8_t* above = image.row(top) + left;
            const std::uint8_t* below = image.row(top + 1) + left;
            *to = clamp_to_byte((above[0] * (1 - fx) + above[1] * fx) * (1 - fy) +
                                (below[0] * (1 - fx) + below[1] * fx) * fy);
        }
    }
    return result;
}

GrayImage transposed(const GrayImage& image) {
    GrayImage result(image.height, image.width);
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* from = image.row(y);
        for (int x = 0; x < image.width; ++x) {
            result.row(x)[y] = from[x];
        }
    }
    return result;
}

}  // namespace arc
