#include "barcode/cell_grid.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace arc {
namespace {

// Counts in the eight bytes of a word: eight pixels each, in the order of memory, that is, from left to right.
struct Lanes {
    std::uint64_t ink = 0;
    std::uint64_t beside = 0;
    std::uint64_t below = 0;
};

std::uint64_t load(const std::uint8_t* row, std::size_t index) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, row + index * sizeof bits, sizeof bits);
    return bits;
}

// Ones in each byte.
std::uint64_t count_by_bytes(std::uint64_t bits) {
    bits -= (bits >> 1) & 0x5555555555555555ULL;
    bits = (bits & 0x3333333333333333ULL) + ((bits >> 2) & 0x3333333333333333ULL);
    return (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0FULL;
}

// A one for each pixel that differs from its right neighbour (within the word).
std::uint64_t standing_edges(std::uint64_t bits) {
    constexpr std::uint64_t last_of_byte = 0x0101010101010101ULL;
    const std::uint64_t within = (bits ^ (bits << 1)) & ~last_of_byte;
    if constexpr (std::endian::native == std::endian::little) {
        return within | ((bits ^ (bits >> 15)) & last_of_byte & 0x00FFFFFFFFFFFFFFULL);
    }
    return within | ((bits ^ (bits << 15)) & last_of_byte & ~0xFFULL);
}

void count_rows(const std::uint8_t* row, const std::uint8_t* next, std::vector<Lanes>& lanes) {
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const std::uint64_t bits = load(row, i);
        const std::uint64_t under = load(next, i);
        if ((bits | under) != 0) {
            lanes[i].ink += count_by_bytes(bits);
            lanes[i].beside += count_by_bytes(standing_edges(bits));
            lanes[i].below += count_by_bytes(bits ^ under);
        }
    }
}

// The counts of each cell of a row of cells.
void spread(const std::vector<Lanes>& lanes, std::size_t bytes_of_cell, int pitch, std::vector<Texture>& cells) {
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        if (lanes[i].ink == 0 && lanes[i].below == 0) {
            continue;
        }
        const auto ink = std::bit_cast<std::array<std::uint8_t, 8>>(lanes[i].ink);
        const auto beside = std::bit_cast<std::array<std::uint8_t, 8>>(lanes[i].beside);
        const auto below = std::bit_cast<std::array<std::uint8_t, 8>>(lanes[i].below);
        for (std::size_t byte = 0; byte < 8 && (i * 8 + byte) / bytes_of_cell < cells.size(); ++byte) {
            Texture& cell = cells[(i * 8 + byte) / bytes_of_cell];
            cell = {cell.ink + ink[byte], cell.beside + beside[byte] * pitch, cell.below + below[byte]};
        }
    }
}

}  // namespace

CellGrid::CellGrid(const BitImage& page, int side)
    : side_(side),
      columns_(page.width / side),
      rows_(page.height / side),
      corners_((static_cast<std::size_t>(columns_) + 1) * (static_cast<std::size_t>(rows_) + 1)) {
    dark_.reserve(corners_.size());
    const int pitch = side / rows_counted;
    std::vector<Lanes> lanes(page.stride / sizeof(std::uint64_t));
    std::vector<Texture> cells(static_cast<std::size_t>(columns_));
    for (int row = 0; row < rows_; ++row) {
        lanes.assign(lanes.size(), {});
        cells.assign(cells.size(), {});
        for (int i = 0; i < rows_counted; ++i) {
            const int y = row * side + i * pitch;
            count_rows(page.row(y), page.row(std::min(y + pitch, page.height - 1)), lanes);
        }
        spread(lanes, static_cast<std::size_t>(side / 8), pitch, cells);
        add_row(row, cells);
    }
}

void CellGrid::add_row(int row, const std::vector<Texture>& cells) {
    Texture line;
    for (int column = 0; column < columns_; ++column) {
        const Texture& cell = cells[static_cast<std::size_t>(column)];
        const Texture& above = corners_[index(column + 1, row)];
        dark_.push_back(cell.ink * 2 > side_ * rows_counted ? 1 : 0);
        line = {line.ink + cell.ink, line.beside + cell.beside, line.below + cell.below};
        corners_[index(column + 1, row + 1)] = {above.ink + line.ink, above.beside + line.beside,
                                                above.below + line.below};
    }
}

}  // namespace arc
