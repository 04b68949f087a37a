#pragma once

#include "image/image_impl.hpp"

namespace arc {

// Grey rows to bilevel, one block row behind the input, for pages with uneven light: Sauvola's threshold
// (J. Sauvola, M. Pietikäinen, Pattern Recognition 33, 2000) with k 0.2 and R 128, its mean and deviation taken over
// 5 × 5 blocks of 16 × 16 pixels. What is darker than a third of the lightest paper nearby is ink in any case, so that
// bars and pictures larger than the window do not turn hollow.
class AdaptiveThreshold final : public RowSink {
public:
    static constexpr int block = 16;
    static constexpr int reach = 2;  // blocks around the one decided

    void begin(int width, int height, int reduced) override;
    bool row(const std::uint8_t* gray) override;
    // After all rows.
    BitImage take() { return std::move(bits_); }

private:
    struct BlockStats {
        std::uint32_t sum = 0;
        std::uint64_t squares = 0;
        std::uint32_t count = 0;
    };
    // The last 2 × reach + 1 block rows: pixels padded to whole blocks, and what they add up to.
    struct BlockRow {
        std::vector<std::uint8_t> pixels;
        std::vector<BlockStats> stats;
    };

    BlockRow& ring(int block_row) { return ring_[static_cast<std::size_t>(block_row % (2 * reach + 1))]; }
    int rows_of(int block_row) const;
    void sum_up(int block_row);
    void decide(int block_row);
    std::vector<std::uint8_t> thresholds(int block_row);

    BitImage bits_;
    int columns_ = 0;     // blocks in a row
    int block_rows_ = 0;  // blocks in a column
    int next_row_ = 0;
    double paper_ = 0;  // lightest window mean seen lately
    std::vector<BlockRow> ring_;
};

}  // namespace arc
