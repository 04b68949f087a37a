#include "image/threshold.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace arc {
namespace {

std::size_t index(int i) {
    return static_cast<std::size_t>(i);
}

std::uint64_t load_little(const std::uint8_t* bytes) {
    std::uint64_t word = 0;
    for (int i = 0; i < 8; ++i) {
        word |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    }
    return word;
}

constexpr std::uint64_t ones = 0x0101010101010101ULL;
constexpr std::uint64_t highs = 0x8080808080808080ULL;

// Eight pixels at once: bit 7 of the answer tells whether the first is below the threshold, and so on.
std::uint8_t below(const std::uint8_t* pixels, std::uint8_t threshold) {
    const std::uint64_t x = load_little(pixels);
    const std::uint64_t difference = (x | highs) - (threshold & 0x7fU) * ones;  // no borrow leaves a byte
    const std::uint64_t not_below = threshold >= 0x80 ? (x & difference) : (x | difference);
    const std::uint64_t flags = (~not_below & highs) >> 7;
    return static_cast<std::uint8_t>(flags * 0x8040201008040201ULL >> 56);
}

}  // namespace

void AdaptiveThreshold::begin(int width, int height, int) {
    bits_ = BitImage(width, height);
    columns_ = (width + block - 1) / block;
    block_rows_ = (height + block - 1) / block;
    next_row_ = 0;
    paper_ = 0;
    ring_.assign(2 * reach + 1, {});
    for (BlockRow& each : ring_) {
        each.pixels.assign(index(columns_ * block) * block, 255);
        each.stats.resize(index(columns_));
    }
}

bool AdaptiveThreshold::row(const std::uint8_t* gray) {
    const int block_row = next_row_ / block;
    const int line = next_row_ % block;
    std::memcpy(ring(block_row).pixels.data() + index(columns_ * block) * index(line), gray, index(bits_.width));
    ++next_row_;
    if (line + 1 < rows_of(block_row)) {
        return true;
    }
    sum_up(block_row);
    if (block_row >= reach) {
        decide(block_row - reach);
    }
    if (block_row + 1 == block_rows_) {
        for (int rest = std::max(0, block_rows_ - reach); rest < block_rows_; ++rest) {
            decide(rest);
        }
    }
    return true;
}

int AdaptiveThreshold::rows_of(int block_row) const {
    return std::min(block, bits_.height - block_row * block);
}

void AdaptiveThreshold::sum_up(int block_row) {
    BlockRow& from = ring(block_row);
    const int rows = rows_of(block_row);
    std::ranges::fill(from.stats, BlockStats{});
    // Every second row is enough to know the light.
    for (int y = 0; y < rows; y += 2) {
        const std::uint8_t* pixels = from.pixels.data() + index(columns_ * block) * index(y);
        for (int column = 0; column < columns_; ++column) {
            const int wanted = std::min(block, bits_.width - column * block);
            std::uint32_t sum = 0;
            std::uint32_t squares = 0;
            if (wanted == block) {
                for (int x = 0; x < block; ++x) {
                    const std::uint32_t value = pixels[column * block + x];
                    sum += value;
                    squares += value * value;
                }
            } else {
                for (int x = 0; x < wanted; ++x) {
                    const std::uint32_t value = pixels[column * block + x];
                    sum += value;
                    squares += value * value;
                }
            }
            BlockStats& stats = from.stats[index(column)];
            stats.sum += sum;
            stats.squares += squares;
            stats.count += static_cast<std::uint32_t>(wanted);
        }
    }
}

std::vector<std::uint8_t> AdaptiveThreshold::thresholds(int block_row) {
    std::vector<BlockStats> columns(index(columns_));
    const int first = std::max(0, block_row - reach);
    const int last = std::min(block_rows_ - 1, block_row + reach);
    for (int row = first; row <= last; ++row) {
        const BlockRow& from = ring(row);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            columns[i].sum += from.stats[i].sum;
            columns[i].squares += from.stats[i].squares;
            columns[i].count += from.stats[i].count;
        }
    }
    std::vector<double> limits(columns.size());
    double lightest = 0;
    for (int i = 0; i < columns_; ++i) {
        double sum = 0;
        double squares = 0;
        double count = 0;
        for (int j = std::max(0, i - reach); j <= std::min(columns_ - 1, i + reach); ++j) {
            sum += columns[index(j)].sum;
            squares += static_cast<double>(columns[index(j)].squares);
            count += columns[index(j)].count;
        }
        const double mean = sum / count;
        const double deviation = std::sqrt(std::max(0.0, squares / count - mean * mean));
        lightest = std::max(lightest, mean);
        limits[index(i)] = mean * (1 + 0.2 * (deviation / 128 - 1));
    }
    // Paper seen a while ago counts less and less: half of it after some 70 block rows.
    paper_ = std::max(lightest, paper_ * 0.99);
    std::vector<std::uint8_t> result(columns.size());
    std::ranges::transform(limits, result.begin(), [this](double limit) {
        return static_cast<std::uint8_t>(std::clamp(std::max(limit, paper_ / 3), 0.0, 255.0));
    });
    return result;
}

void AdaptiveThreshold::decide(int block_row) {
    const std::vector<std::uint8_t> limits = thresholds(block_row);
    const BlockRow& from = ring(block_row);
    for (int y = 0; y < rows_of(block_row); ++y) {
        const std::uint8_t* pixels = from.pixels.data() + index(columns_ * block) * index(y);
        std::uint8_t* bits = bits_.row(block_row * block + y);
        // Pixels that pad the last block are 255 and never below, so the bits right of the image stay 0.
        for (int column = 0; column < columns_; ++column) {
            bits[2 * column] = below(pixels + column * block, limits[index(column)]);
            bits[2 * column + 1] = below(pixels + column * block + 8, limits[index(column)]);
        }
    }
}

}  // namespace arc
