#include "barcode/bar_direction.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace arc {
namespace {

constexpr int block = 16;
constexpr double least_energy = 150;     // mean squared gradient of a block: less is paper
constexpr double least_coherence = 0.8;  // 1: all gradients of the block lie on one line
constexpr int least_blocks = 3;          // a code of 48 × 16 pixels
using Votes = std::array<double, 180>;

struct Tensor {
    double xx = 0;
    double xy = 0;
    double yy = 0;
};

Tensor tensor_of(const GrayImage& image, int left, int top) {
    std::int64_t xx = 0;
    std::int64_t xy = 0;
    std::int64_t yy = 0;
    for (int y = top; y < top + block; ++y) {
        const std::uint8_t* above = image.row(y - 1);
        const std::uint8_t* row = image.row(y);
        const std::uint8_t* below = image.row(y + 1);
        for (int x = left; x < left + block; ++x) {
            const int dx = row[x + 1] - row[x - 1];
            const int dy = below[x] - above[x];
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
    }
    constexpr double pixels = block * block;
    return {static_cast<double>(xx) / pixels, static_cast<double>(xy) / pixels, static_cast<double>(yy) / pixels};
}

// A block with one direction votes for it, in degrees of its gradient from the x axis, 0 to 179.
void vote(const Tensor& t, Votes& votes) {
    const double energy = t.xx + t.yy;
    const double spread = std::hypot(t.xx - t.yy, 2 * t.xy);
    if (energy < least_energy || spread < least_coherence * energy) {
        return;
    }
    const double degrees = 0.5 * std::atan2(2 * t.xy, t.xx - t.yy) * 180 / std::numbers::pi;
    votes[static_cast<std::size_t>(std::lround(degrees + 180)) % 180] += 1;
}

double at(const Votes& votes, int degree) {
    return votes[static_cast<std::size_t>((degree % 180 + 180) % 180)];
}

// The centre of the votes within ±3 degrees of a peak.
double refined(const Votes& votes, int peak) {
    double sum = 0;
    double weighted = 0;
    for (int d = -3; d <= 3; ++d) {
        sum += at(votes, peak + d);
        weighted += d * at(votes, peak + d);
    }
    return peak + weighted / sum;
}

}  // namespace

std::vector<double> turns_to_upright(const GrayImage& image) {
    Votes votes{};
    for (int top = 1; top + block < image.height; top += block) {
        for (int left = 1; left + block < image.width; left += block) {
            vote(tensor_of(image, left, top), votes);
        }
    }
    std::vector<double> turns;
    while (turns.size() < 3) {
        int peak = 0;
        double best = 0;
        for (int degree = 0; degree < 180; ++degree) {
            double sum = 0;
            for (int d = -3; d <= 3; ++d) {
                sum += at(votes, degree + d);
            }
            if (sum > best) {
                best = sum;
                peak = degree;
            }
        }
        if (best < least_blocks) {
            break;
        }
        const double gradient = refined(votes, peak);
        turns.push_back(gradient > 90 ? 180 - gradient : -gradient);
        for (int d = -8; d <= 8; ++d) {
            votes[static_cast<std::size_t>(((peak + d) % 180 + 180) % 180)] = 0;
        }
    }
    return turns;
}

}  // namespace arc
