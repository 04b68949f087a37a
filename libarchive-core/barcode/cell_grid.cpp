#include "barcode/cell_grid.hpp"

#include <array>
#include <bit>
#include <cstring>

namespace arc {
namespace {

// Counts in the eight bytes of a word: 8 × 8 pixels of each kind in the order of memory, that is, from left to right.
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
        if ((bits | under) == 0) {
            continue;
        }
        lanes[i].ink += count_by_bytes(bits);
        lanes[i].beside += count_by_bytes(standing_edges(bits));
        lanes[i].below += count_by_bytes(bits ^ under);
    }
}

// One half row of cells, half `side` pixels high: four rows of it are counted.
void count_half_row(const BitImage& page, int half_row, CellGrid& grid, std::vector<Lanes>& lanes) {
    const int pitch = grid.side / CellGrid::rows_counted;
    const int top = half_row * grid.side / 2;
    lanes.assign(lanes.size(), {});
    for (int y = top; y < top + grid.side / 2; y += pitch) {
        count_rows(page.row(y), page.row(y + 1), lanes);
    }
    const auto columns = static_cast<std::size_t>(grid.columns);
    Cell* const cells = grid.cells.data() + static_cast<std::size_t>(half_row / 2) * columns;
    std::uint8_t* const dark = grid.dark.data() + static_cast<std::size_t>(half_row) * 2 * columns;
    const auto bytes_of_quarter = static_cast<std::size_t>(grid.side / 16);
    const std::size_t most_black = bytes_of_quarter * 8 * 4 / 2;
    std::vector<std::uint8_t> ink_of_quarter(2 * columns);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        if (lanes[i].below == 0 && lanes[i].ink == 0) {
            continue;
        }
        const auto ink = std::bit_cast<std::array<std::uint8_t, 8>>(lanes[i].ink);
        const auto beside = std::bit_cast<std::array<std::uint8_t, 8>>(lanes[i].beside);
        const auto below = std::bit_cast<std::array<std::uint8_t, 8>>(lanes[i].below);
        for (std::size_t byte = 0; byte < 8; ++byte) {
            const std::size_t quarter = (i * 8 + byte) / bytes_of_quarter;
            if (quarter >= 2 * columns) {
                break;
            }
            Cell& cell = cells[quarter / 2];
            cell.ink = static_cast<std::uint16_t>(cell.ink + ink[byte]);
            cell.beside = static_cast<std::uint16_t>(cell.beside + beside[byte]);
            cell.below = static_cast<std::uint16_t>(cell.below + below[byte]);
            ink_of_quarter[quarter] = static_cast<std::uint8_t>(ink_of_quarter[quarter] + ink[byte]);
            dark[quarter] = ink_of_quarter[quarter] > most_black;
        }
    }
}

}  // namespace

CellGrid cell_grid(const BitImage& page, int side) {
    CellGrid grid;
    grid.side = side;
    grid.columns = page.width / side;
    // The row below the last one counted must exist.
    grid.rows = page.height > 0 ? (page.height - 1) / side : 0;
    const std::size_t cells = static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows);
    grid.cells.resize(cells);
    grid.dark.resize(4 * cells);
    std::vector<Lanes> lanes(page.stride / sizeof(std::uint64_t));
    for (int half_row = 0; half_row < 2 * grid.rows; ++half_row) {
        count_half_row(page, half_row, grid, lanes);
    }
    return grid;
}

}  // namespace arc
