#include "barcode/find_regions.hpp"

#include "barcode/cell_grid.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace arc {
namespace {

// What a cell may belong to, as bits.
enum Kind : std::uint8_t { standing = 1, lying = 2, matrix = 4 };

// The kinds of each cell of a grid.
struct Mask {
    explicit Mask(const CellGrid& grid) : columns(grid.columns), rows(grid.rows), kinds(grid.cells.size()) {}

    std::uint8_t& at(int column, int row) {
        return kinds[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                     static_cast<std::size_t>(column)];
    }

    int columns = 0;
    int rows = 0;
    std::vector<std::uint8_t> kinds;
};

constexpr int shortest_bar_run = 4;  // cells across the bars

// Edges of one direction only are bars. One that leans by 15 degrees gives 0.27 edges of the other direction.
bool is_standing(const Cell& cell) {
    return cell.beside >= CellGrid::rows_counted * 3 / 4 && cell.below * 100 <= cell.beside * 38;
}

bool is_lying(const Cell& cell) {
    return cell.below >= CellGrid::rows_counted * 3 / 4 && cell.beside * 100 <= cell.below * 38;
}

// Stretches of cells across bars, in a line of `length` cells; a wide bar or space may fill one of them.
template <class Is, class Put>
void mark_runs(int length, Is is, Put put) {
    for (int begin = 0; begin < length; ++begin) {
        int end = begin;
        int found = 0;
        while (end < length && (is(end) || (end + 1 < length && found > 0 && is(end + 1)))) {
            found += is(end) ? 1 : 0;
            ++end;
        }
        if (end - begin >= shortest_bar_run && found * 10 >= (end - begin) * 6) {
            for (int i = begin; i < end; ++i) {
                put(i);
            }
        }
        begin = end;
    }
}

void mark_bars(const CellGrid& grid, Mask& mask) {
    for (int row = 0; row < grid.rows; ++row) {
        mark_runs(
            grid.columns, [&](int i) { return is_standing(grid.at(i, row)); },
            [&](int i) { mask.at(i, row) |= standing; });
    }
    for (int column = 0; column < grid.columns; ++column) {
        mark_runs(
            grid.rows, [&](int i) { return is_lying(grid.at(column, i)); },
            [&](int i) { mask.at(column, i) |= lying; });
    }
}

struct Sum {
    int ink = 0;
    int beside = 0;
    int below = 0;
};

// Sums over all cells left of and above a corner: those of any rectangle are four look-ups away.
class Sums {
public:
    explicit Sums(const CellGrid& grid)
        : columns_(static_cast<std::size_t>(grid.columns) + 1),
          corners_(columns_ * (static_cast<std::size_t>(grid.rows) + 1)) {
        for (int row = 0; row < grid.rows; ++row) {
            Sum line;
            for (int column = 0; column < grid.columns; ++column) {
                const Cell& cell = grid.at(column, row);
                line = {line.ink + cell.ink, line.beside + cell.beside, line.below + cell.below};
                const Sum& above = corner(column + 1, row);
                corners_[index(column + 1, row + 1)] = {above.ink + line.ink, above.beside + line.beside,
                                                        above.below + line.below};
            }
        }
    }
    Sum of(int column, int row, int width, int height) const {
        const Sum& a = corner(column, row);
        const Sum& b = corner(column + width, row);
        const Sum& c = corner(column, row + height);
        const Sum& d = corner(column + width, row + height);
        return {d.ink - b.ink - c.ink + a.ink, d.beside - b.beside - c.beside + a.beside,
                d.below - b.below - c.below + a.below};
    }

private:
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * columns_ + static_cast<std::size_t>(column);
    }
    const Sum& corner(int column, int row) const { return corners_[index(column, row)]; }

    std::size_t columns_;
    std::vector<Sum> corners_;
};

// Whether `part` of `counted` is between two percentages.
bool between(int part, int counted, int low, int high) {
    return part * 100 >= counted * low && part * 100 <= counted * high;
}

// A window that looks like modules all over: half ink, as many standing edges as lying ones, no empty corner.
bool is_matrix(const Sums& sums, const CellGrid& grid, int column, int row, int size, int fewest_edges) {
    const Sum all = sums.of(column, row, size, size);
    const int pixels = size * size * CellGrid::rows_counted * grid.side;
    const int lines = size * size * CellGrid::rows_counted;
    if (!between(all.ink, pixels, 28, 72) || all.beside * 10 < lines * fewest_edges ||
        all.below * 10 < lines * fewest_edges || all.beside > lines * 5 || all.below > lines * 5 ||
        !between(all.beside, all.below, 50, 200)) {
        return false;
    }
    const int half = size / 2;
    for (const auto& [x, y] : {std::pair(0, 0), std::pair(half, 0), std::pair(0, half), std::pair(half, half)}) {
        if (!between(sums.of(column + x, row + y, half, half).ink, pixels / 4, 15, 85)) {
            return false;
        }
    }
    return true;
}

void mark_matrix(const CellGrid& grid, Mask& mask, int size, int fewest_edges) {
    const Sums sums(grid);
    for (int row = 0; row + size <= grid.rows; ++row) {
        for (int column = 0; column + size <= grid.columns; ++column) {
            if (!is_matrix(sums, grid, column, row, size, fewest_edges)) {
                continue;
            }
            for (int y = row; y < row + size; ++y) {
                for (int x = column; x < column + size; ++x) {
                    mask.at(x, y) |= matrix;
                }
            }
        }
    }
}

// Marked cells that hang together, in cells.
struct Patch {
    Rect box;
    int bars = 0;
    int modules = 0;
    int cells = 0;
};

// Takes the cells that hang together with one, over gaps of one cell, out of the mask.
Patch take_patch(Mask& mask, int column, int row) {
    Patch patch{{column, row, 1, 1}, 0, 0, 0};
    std::vector<Point> open{{column, row}};
    std::uint8_t kinds = mask.at(column, row);
    mask.at(column, row) = 0;
    int right = column;
    int bottom = row;
    std::vector<std::pair<Point, std::uint8_t>> todo{{{column, row}, kinds}};
    while (!todo.empty()) {
        const auto [cell, kind] = todo.back();
        todo.pop_back();
        ++patch.cells;
        patch.bars += (kind & (standing | lying)) != 0 ? 1 : 0;
        patch.modules += (kind & matrix) != 0 ? 1 : 0;
        patch.box.x = std::min(patch.box.x, cell.x);
        patch.box.y = std::min(patch.box.y, cell.y);
        right = std::max(right, cell.x);
        bottom = std::max(bottom, cell.y);
        for (int y = std::max(0, cell.y - 2); y <= std::min(mask.rows - 1, cell.y + 2); ++y) {
            for (int x = std::max(0, cell.x - 2); x <= std::min(mask.columns - 1, cell.x + 2); ++x) {
                if (mask.at(x, y) != 0) {
                    todo.push_back({{x, y}, mask.at(x, y)});
                    mask.at(x, y) = 0;
                }
            }
        }
    }
    patch.box.width = right - patch.box.x + 1;
    patch.box.height = bottom - patch.box.y + 1;
    return patch;
}

bool may_be_code(const Patch& patch) {
    const int shorter = std::min(patch.box.width, patch.box.height);
    if (patch.bars >= 8 && shorter >= 2) {
        return true;
    }
    return patch.modules >= 12 && shorter >= 4;
}

Rect with_quiet_zone(const Patch& patch, const CellGrid& grid, const BitImage& page) {
    const int margin = 2 * grid.side + std::max(patch.box.width, patch.box.height) * grid.side / 8;
    const int left = std::max(0, patch.box.x * grid.side - margin);
    const int top = std::max(0, patch.box.y * grid.side - margin);
    const int right = std::min(page.width, (patch.box.x + patch.box.width) * grid.side + margin);
    const int bottom = std::min(page.height, (patch.box.y + patch.box.height) * grid.side + margin);
    return {left, top, right - left, bottom - top};
}

}  // namespace

std::vector<Rect> find_code_regions(const BitImage& page, double dpi) {
    const CellGrid grid = cell_grid(page, dpi > 450 ? 32 : 16);
    Mask mask(grid);
    mark_bars(grid, mask);
    mark_matrix(grid, mask, 4, 9);
    mark_matrix(grid, mask, 8, 4);
    std::vector<Rect> regions;
    for (int row = 0; row < grid.rows; ++row) {
        for (int column = 0; column < grid.columns; ++column) {
            if (mask.at(column, row) == 0) {
                continue;
            }
            const Patch patch = take_patch(mask, column, row);
            if (may_be_code(patch)) {
                regions.push_back(with_quiet_zone(patch, grid, page));
            }
        }
    }
    return regions;
}

}  // namespace arc
