#include "barcode/finder_patterns.hpp"

#include "barcode/bits.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <span>
#include <utility>

namespace arc {
namespace {

constexpr int rows_apart = 3;            // a middle of three modules of two pixels has six rows
constexpr double smallest_module = 2.3;  // pixels
constexpr double largest_module = 40;

// Where the colour of a row changes: black runs begin at even, end at odd positions of the list.
void changes_of(const BitImage& page, int y, std::vector<int>& changes) {
    changes.clear();
    const std::uint8_t* row = page.row(y);
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < page.stride / sizeof(std::uint64_t); ++i) {
        const std::uint64_t bits = word(row, i);
        std::uint64_t edges = bits ^ (bits >> 1 | last << 63);
        last = bits;
        while (edges != 0) {
            const int at = std::countl_zero(edges);
            changes.push_back(static_cast<int>(i * 64) + at);
            edges &= ~(std::uint64_t{1} << 63 >> at);
        }
    }
    if (changes.size() % 2 != 0) {
        changes.push_back(page.width);
    }
}

bool near(int length, int wanted, int tolerance) {
    return std::abs(length - wanted) <= tolerance;
}

// Five runs 1:1:3:1:1 that begin at `at`; lengths may be off by half a module and a pixel.
bool is_crossing_of_square(std::span<const int> at) {
    const int total = at[5] - at[0];
    const int centre = at[3] - at[2];
    if (centre * 7 < total * 2 || centre * 7 > total * 4 || total < 7 * smallest_module || total > 7 * largest_module) {
        return false;
    }
    const int tolerance = total / 2 + 7;  // of seven times a length
    for (const std::size_t i : {0U, 1U, 3U, 4U}) {
        if (!near((at[i + 1] - at[i]) * 7, total, tolerance)) {
            return false;
        }
    }
    return true;
}

// A bull's eye: seven equal runs between two black ones, which may be longer. `at` begins with the first of these.
bool is_crossing_of_eye(std::span<const int> at) {
    const int total = at[8] - at[1];
    if (total < 7 * smallest_module || total > 7 * largest_module) {
        return false;
    }
    const int tolerance = total / 2 + 7;
    for (std::size_t i = 1; i < 8; ++i) {
        if (!near((at[i + 1] - at[i]) * 7, total, tolerance)) {
            return false;
        }
    }
    return true;
}

constexpr int circle_points = 24;

const std::array<std::pair<double, double>, circle_points>& unit_circle() {
    static const auto points = [] {
        std::array<std::pair<double, double>, circle_points> all;
        for (std::size_t i = 0; i < circle_points; ++i) {
            const double angle = 2 * std::numbers::pi * static_cast<double>(i) / circle_points;
            all[i] = {std::cos(angle), std::sin(angle)};
        }
        return all;
    }();
    return points;
}

// Percent of black on a circle.
int black_on_circle(const BitImage& page, Point middle, double radius) {
    int black = 0;
    for (const auto& [cosine, sine] : unit_circle()) {
        const int x = static_cast<int>(middle.x + 0.5 + radius * cosine);
        const int y = static_cast<int>(middle.y + 0.5 + radius * sine);
        black += x >= 0 && y >= 0 && x < page.width && y < page.height && page.black(x, y) ? 1 : 0;
    }
    return black * 100 / circle_points;
}

// The black run through a point in its column.
struct ColumnRun {
    Point middle;
    int length = 0;
};

ColumnRun run_in_column(const BitImage& page, Point point, int most) {
    int top = point.y;
    int bottom = point.y;
    while (top > 0 && point.y - top < most && page.black(point.x, top - 1)) {
        --top;
    }
    while (bottom + 1 < page.height && bottom - point.y < most && page.black(point.x, bottom + 1)) {
        ++bottom;
    }
    return {{point.x, (top + bottom) / 2}, bottom - top + 1};
}

// Circles around the middle cross the rings of a pattern in any direction: a square ring of a radius of n modules, one
// module wide, fills all of the circle of n modules but for its corners.
bool is_square(const BitImage& page, Point middle, double module) {
    return black_on_circle(page, middle, 0.6 * module) >= 93 && black_on_circle(page, middle, 1.2 * module) >= 84 &&
           black_on_circle(page, middle, 1.95 * module) <= 30 && black_on_circle(page, middle, 3.0 * module) >= 56;
}

bool is_eye(const BitImage& page, Point middle, double module) {
    return page.black(middle.x, middle.y) && black_on_circle(page, middle, 1.05 * module) <= 19 &&
           black_on_circle(page, middle, 2.0 * module) >= 70 && black_on_circle(page, middle, 3.0 * module) <= 40 &&
           black_on_circle(page, middle, 4.0 * module) >= 42;
}

// A line that crosses a pattern at an angle sees larger modules, up to √2 times.
constexpr std::array crossing_angles{1.0, 0.85, 0.71};

void add_once(std::vector<Finder>& finders, const Finder& seen) {
    const bool known = std::ranges::any_of(finders, [&seen](const Finder& other) {
        return std::abs(other.middle.x - seen.middle.x) + std::abs(other.middle.y - seen.middle.y) <= 4 * seen.module;
    });
    if (!known) {
        finders.push_back(seen);
    }
}

// What a pattern looks like on a row: where its middle run begins and ends, and its module as the row sees it.
struct Crossing {
    int begin = 0;
    int end = 0;
    double module = 0;
};

// Verifies a crossing by the column through its middle, then by circles.
template <class Is>
void verify(const BitImage& page, int y, Crossing crossing, int middle_modules, Is is, std::vector<Finder>& finders) {
    const int wanted = static_cast<int>(middle_modules * crossing.module);
    const ColumnRun run = run_in_column(page, {(crossing.begin + crossing.end) / 2, y}, 2 * wanted);
    if (run.length * 2 < wanted || run.length * 2 > 3 * wanted + 4) {
        return;
    }
    const bool found =
        std::ranges::any_of(crossing_angles, [&](double part) { return is(page, run.middle, crossing.module * part); });
    if (found) {
        add_once(finders, {run.middle, static_cast<int>(std::lround(crossing.module))});
    }
}

void look_at_row(const BitImage& page, int y, std::span<const int> changes, std::vector<Finder>& finders) {
    for (std::size_t i = 0; i + 6 <= changes.size(); i += 2) {
        if (is_crossing_of_square(changes.subspan(i, 6))) {
            verify(page, y, {changes[i + 2], changes[i + 3], (changes[i + 5] - changes[i]) / 7.0}, 3, is_square,
                   finders);
        }
        if (i + 10 <= changes.size() && is_crossing_of_eye(changes.subspan(i, 9))) {
            verify(page, y, {changes[i + 4], changes[i + 5], (changes[i + 8] - changes[i + 1]) / 7.0}, 1, is_eye,
                   finders);
        }
    }
}

}  // namespace

std::vector<Finder> find_finders(const BitImage& page) {
    std::vector<Finder> finders;
    std::vector<int> changes;
    for (int y = 0; y < page.height; y += rows_apart) {
        changes_of(page, y, changes);
        look_at_row(page, y, changes, finders);
    }
    return finders;
}

}  // namespace arc
