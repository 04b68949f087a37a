#pragma once

#include "image/byte_reader.hpp"

#include <span>

namespace arc {

// The palette indexes of BMP's run-length codes BI_RLE8 and BI_RLE4, row by row as they are stored.
// Pixels that the codes step over have index 0.
class BmpRuns {
public:
    BmpRuns(const InputFile& file, std::int64_t offset, int bits) : reader_(file, offset), bits_(bits) {}

    // False when the file ends inside the row.
    bool next(std::span<std::uint8_t> row);

private:
    void put(std::span<std::uint8_t> row, int value, int position);
    bool put_literals(std::span<std::uint8_t> row, int count);

    ByteReader reader_;
    int bits_;
    std::size_t x_ = 0;
    int rows_to_resume_ = 0;
    bool ended_ = false;
};

}  // namespace arc
