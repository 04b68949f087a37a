#include "image/bmp_rle.hpp"

#include <algorithm>

namespace arc {

bool BmpRuns::next(std::span<std::uint8_t> row) {
    std::ranges::fill(row, std::uint8_t{0});
    if (ended_ || (rows_to_resume_ > 0 && --rows_to_resume_ > 0)) {
        return true;
    }
    for (;;) {
        const int count = reader_.next();
        const int value = reader_.next();
        if (value < 0) {
            return x_ >= row.size();
        }
        if (count > 0) {
            for (int i = 0; i < count; ++i) {
                put(row, value, i);
            }
        } else if (value == 0) {  // end of line
            x_ = 0;
            return true;
        } else if (value == 1) {  // end of picture
            ended_ = true;
            return true;
        } else if (value == 2) {  // step right and on
            const int right = reader_.next();
            const int on = reader_.next();
            if (on < 0) {
                return false;
            }
            x_ = std::min(x_ + static_cast<std::size_t>(right), row.size());
            if (on > 0) {
                rows_to_resume_ = on;
                return true;
            }
        } else if (!put_literals(row, value)) {
            return false;
        }
    }
}

// `position` chooses the half of the byte in BI_RLE4. What runs over the row's end is dropped.
void BmpRuns::put(std::span<std::uint8_t> row, int value, int position) {
    if (x_ < row.size()) {
        row[x_++] = static_cast<std::uint8_t>(bits_ == 8 ? value : position % 2 == 0 ? value >> 4 : value & 15);
    }
}

bool BmpRuns::put_literals(std::span<std::uint8_t> row, int count) {
    const int bytes = bits_ == 8 ? count : (count + 1) / 2;
    int value = 0;
    for (int i = 0; i < count; ++i) {
        if (bits_ == 8 || i % 2 == 0) {
            value = reader_.next();
        }
        if (value < 0) {
            return false;
        }
        put(row, value, i);
    }
    return bytes % 2 == 0 || reader_.next() >= 0;
}

}  // namespace arc
