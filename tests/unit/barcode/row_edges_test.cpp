#include "barcode/row_edges.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace arc;
using Row = std::vector<std::uint8_t>;

namespace {

// Widths of the runs of a black and white row, beginning with white.
std::vector<int> runs_of(const Row& row) {
    std::vector<int> runs{0};
    bool black = false;
    for (const std::uint8_t pixel : row) {
        if ((pixel < 128) != black) {
            black = !black;
            runs.push_back(0);
        }
        ++runs.back();
    }
    return runs;
}

}  // namespace

TEST_CASE("a clean row keeps its bars") {
    Row row(40, 255);
    std::fill_n(row.begin() + 10, 2, std::uint8_t{0});
    std::fill_n(row.begin() + 13, 4, std::uint8_t{0});
    CHECK(runs_of(row_edges(row, 4, 10)) == std::vector<int>{40, 8, 4, 16, 92});
}

TEST_CASE("bars that lie in a shadow and are blurred to grey keep their widths") {
    // Bars of 2, 4, 2 and 6 pixels with spaces of 3, under a box of three pixels, on paper that grows darker.
    Row sharp(80, 1);
    int x = 20;
    for (const int width : {2, 4, 2, 6}) {
        std::fill_n(sharp.begin() + x, width, std::uint8_t{0});
        x += width + 3;
    }
    Row row(80, 0);
    for (int i = 0; i < 80; ++i) {
        double light = 0;
        for (int k = -1; k <= 1; ++k) {
            light += sharp[static_cast<std::size_t>(std::clamp(i + k, 0, 79))] / 3.0;
        }
        row[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>((40 + 160 * light) * (1 - i / 160.0));
    }
    const std::vector<int> runs = runs_of(row_edges(row, 4, 10));
    REQUIRE(runs.size() >= 9);  // the darkening paper may end in one more
    // Two bars of two pixels and their spaces stay about as wide as they were, in quarters of a pixel; what is narrower
    // than the blur comes out wider.
    CHECK(std::abs(runs[1] - 8) <= 6);
    CHECK(std::abs(runs[3] - 16) <= 4);
    CHECK(std::abs(runs[7] - 24) <= 4);
}

TEST_CASE("rows without bars stay white, whatever their length") {
    CHECK(row_edges({}, 4, 10).empty());
    for (const std::size_t length : {1U, 2U, 23U, 24U, 25U, 1000U}) {
        for (const std::uint8_t level : {std::uint8_t{0}, std::uint8_t{100}, std::uint8_t{255}}) {
            const Row flat(length, level);
            CHECK(std::ranges::count(row_edges(flat, 4, 10), 255) == static_cast<int>(4 * length));
        }
    }
}

TEST_CASE("bars are counted by their dark sides") {
    CHECK(count_bars({}, 10) == 0);
    CHECK(count_bars(Row{200, 100, 200, 190, 200, 50, 60}, 30) == 2);
}
