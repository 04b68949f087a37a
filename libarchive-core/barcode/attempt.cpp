#include "barcode/attempt.hpp"

#include "barcode/bar_direction.hpp"
#include "barcode/bits.hpp"
#include "barcode/patch_code.hpp"
#include "barcode/retouch.hpp"
#include "barcode/scan_lines.hpp"
#include "barcode/zxing_reader.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <iterator>

namespace arc {
namespace {

using Candidates = std::vector<Candidate>;

constexpr std::int64_t largest_to_enlarge = 4'000'000;  // pixels: beyond it the bars are large enough already

std::int64_t pixels(const View& view) {
    return std::int64_t{view.image.width} * view.image.height;
}

// Turning a long strip takes a canvas many times as large.
bool worth_turning(const View& view) {
    const std::int64_t longest = std::max(view.image.width, view.image.height);
    return longest * longest <= 2 * largest_to_enlarge;
}

std::array<Point, 4> on_page(const View& view, std::array<Point, 4> corners) {
    for (Point& corner : corners) {
        corner = view.place.to_page(corner);
    }
    return upright(corners);
}

void join(Attempts& all, Attempts more) {
    std::ranges::move(more, std::back_inserter(all));
}

Candidates lines_across(const View& view, const Wanted& wanted, LineEdges edges, int thickness) {
    Candidates seen;
    for (LineSighting& code : scan_lines(view.image, {wanted.formats, edges, thickness})) {
        seen.push_back({{code.format, std::move(code.text), on_page(view, code.corners), {}}, code.lines, code.lines});
    }
    return seen;
}

// Bars that stand and bars that lie.
Attempts lines(const View& view, const Wanted& wanted, LineEdges edges, int thickness) {
    return {lines_across(view, wanted, edges, thickness), lines_across(transposed(view), wanted, edges, thickness)};
}

Candidates matrix(const View& view, const Wanted& wanted, Threshold threshold) {
    Candidates seen;
    for (MatrixSighting& code : decode_matrix(view.image, wanted.formats, threshold)) {
        seen.push_back({{code.format, std::move(code.text), on_page(view, code.corners), {}}, 0, 0});
    }
    return seen;
}

bool is_wanted(const Wanted& wanted, BarcodeFormat format) {
    return wanted.formats.empty() || std::ranges::find(wanted.formats, format) != wanted.formats.end();
}

Attempts patch(const View& view, const Wanted& wanted) {
    if (!wanted.formats.empty() && std::ranges::none_of(wanted.formats, is_patch)) {
        return {};
    }
    // The symbol is 0.8 in high, its bars are at least twice as long (patch_code.cpp).
    const auto [shorter, longer] = std::minmax({view.image.width, view.image.height});
    if (shorter < 0.6 * wanted.dpi || longer < 1.4 * wanted.dpi) {
        return {};
    }
    Candidates seen;
    for (Barcode& code : read_patch_codes(darker_than(view.image, threshold_between(view.image)), wanted.dpi)) {
        code.corners = on_page(view, code.corners);
        code = named_from_edge(std::move(code), wanted.page_width, wanted.page_height);
        if (is_wanted(wanted, code.format)) {
            seen.push_back({std::move(code), 0, 0});
        }
    }
    return {seen};
}

// Whether bars in the view would rather lie than stand: compares edges of both directions on some of its rows.
bool bars_lie(const View& view) {
    const GrayImage& image = view.image;
    std::int64_t beside = 0;
    std::int64_t below = 0;
    const int step = std::max(1, image.height / 32);
    for (int y = 0; y + 1 < image.height; y += step) {
        const std::uint8_t* row = image.row(y);
        const std::uint8_t* next = image.row(y + 1);
        for (int x = 0; x + 1 < image.width; ++x) {
            beside += std::abs(row[x] - row[x + 1]);
            below += std::abs(row[x] - next[x]);
        }
    }
    return below > beside;
}

Attempts likely_lines(const View& view, const Wanted& wanted) {
    return {lines_across(bars_lie(view) ? transposed(view) : view, wanted, LineEdges::histogram, 1)};
}

Attempts other_lines(const View& view, const Wanted& wanted) {
    return {lines_across(bars_lie(view) ? view : transposed(view), wanted, LineEdges::histogram, 1)};
}

Attempts by_local_threshold(const View& view, const Wanted& wanted) {
    return {matrix(view, wanted, Threshold::local)};
}

Attempts by_edges(const View& view, const Wanted& wanted) {
    return lines(view, wanted, LineEdges::interpolated, 4);
}

Attempts at_half(const View& view, const Wanted& wanted) {
    const View small = half(view);
    Attempts seen = lines(small, wanted, LineEdges::histogram, 1);
    seen.push_back(matrix(small, wanted, Threshold::local));
    return seen;
}

Attempts by_global_threshold(const View& view, const Wanted& wanted) {
    return {matrix(with_margin(view, 16), wanted, Threshold::global)};
}

Attempts turned_upright(const View& view, const Wanted& wanted) {
    if (!worth_turning(view)) {
        return {};
    }
    Attempts seen;
    for (const double degrees : turns_to_upright(view.image)) {
        const View straight = turned(view, degrees);
        seen.push_back(lines_across(straight, wanted, LineEdges::interpolated, 8));
        seen.push_back(lines_across(straight, wanted, LineEdges::histogram, 1));
        seen.push_back(matrix(straight, wanted, Threshold::local));
    }
    return seen;
}

Attempts at_double(const View& view, const Wanted& wanted) {
    if (pixels(view) > largest_to_enlarge) {
        return {};
    }
    const View large = with_margin(enlarged(view, 2), 24);
    Attempts seen = lines(large, wanted, LineEdges::histogram, 1);
    join(seen, lines(large, wanted, LineEdges::interpolated, 4));
    seen.push_back(matrix(large, wanted, Threshold::local));
    return seen;
}

// Lines only: no 2-D code was ever read by it that the rungs before had not read.
Attempts with_sharpness(const View& view, const Wanted& wanted) {
    if (pixels(view) > largest_to_enlarge) {
        return {};
    }
    const View large = enlarged(view, 2);
    const View sharp = with_pixels(large, sharpened(large.image, 3, 2));
    Attempts seen = lines(sharp, wanted, LineEdges::histogram, 2);
    join(seen, lines(sharp, wanted, LineEdges::interpolated, 4));
    return seen;
}

Attempts as_negative(const View& view, const Wanted& wanted) {
    const View negative = with_pixels(view, inverted(view.image));
    Attempts seen = lines(negative, wanted, LineEdges::interpolated, 4);
    seen.push_back(matrix(negative, wanted, Threshold::local));
    return seen;
}

Attempts slanted(const View& view, const Wanted& wanted) {
    if (!worth_turning(view)) {
        return {};
    }
    Attempts seen;
    for (const double degrees : {10.0, -22.0, 45.0}) {
        seen.push_back(matrix(turned(view, degrees), wanted, Threshold::local));
    }
    return seen;
}

Attempts at_fourfold(const View& view, const Wanted& wanted) {
    if (pixels(view) * 4 > largest_to_enlarge) {
        return {};
    }
    return {matrix(with_margin(enlarged(view, 4), 48), wanted, Threshold::global)};
}

constexpr std::array ladder{
    Rung{"region", 0, Effort::quick, likely_lines},
    Rung{"region", 0, Effort::quick, other_lines},
    Rung{"patch", 0, Effort::quick, patch},
    Rung{"region", 0, Effort::quick, by_local_threshold},
    Rung{"edges", 1, Effort::quick, by_edges},
    Rung{"half", 2, Effort::normal, at_half},
    Rung{"global", 3, Effort::normal, by_global_threshold},
    Rung{"turned", 4, Effort::normal, turned_upright},
    Rung{"double", 5, Effort::normal, at_double},
    Rung{"sharp", 6, Effort::normal, with_sharpness},
    Rung{"negative", 7, Effort::normal, as_negative},
    Rung{"slanted", 8, Effort::thorough, slanted},
    Rung{"fourfold", 9, Effort::thorough, at_fourfold},
};

}  // namespace

std::span<const Rung> rungs() {
    return ladder;
}

}  // namespace arc
