#include "barcode/patch_code.hpp"

#include "barcode/bits.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace arc {
namespace {

// A symbol is ten narrow elements high: two wide bars of 2.5, two narrow ones and three spaces of 1.
constexpr double narrow_of_total = 0.1;
constexpr double total_inches = 0.80;
constexpr double size_tolerance = 0.2;  // of the total, where the resolution is known
constexpr double shortest_bars = 2.2;   // length of the bars in totals; the standard's are 2.5 in or 3.1 totals
// The standard asks for 0.25 in before and behind, 3.1 narrow elements. Where the size on paper is unknown, more: a
// barcode may be printed so that its elements have these proportions, with wide spaces of three.
constexpr double quiet_zone = 2.7;
constexpr double quiet_zone_of_unknown_size = 3.3;
constexpr int smallest_narrow = 5;  // pixels: below it a pixel of noise changes the class of a bar
constexpr int strip_width = 32;     // pixels that decide together whether they are black; 3 px of slant at 5°
constexpr double steepest = 0.11;   // tangent of 6°

struct Run {
    int begin = 0;
    int end = 0;
    bool black = false;
    int length() const { return end - begin; }
};

// A patch code as one strip of the page shows it.
struct Slice {
    int top = 0;
    int bottom = 0;
    BarcodeFormat format = BarcodeFormat::PatchT;
};

// Slices side by side.
struct Chain {
    BarcodeFormat format = BarcodeFormat::PatchT;
    int first_strip = 0;
    int last_strip = 0;
    int slices = 0;
    Slice first;
    Slice last;
};

// Runs along one strip of `strip_width` columns; a row is black when half of its pixels are.
std::vector<Run> runs_of_strip(const BitImage& page, int strip) {
    std::vector<Run> runs;
    for (int y = 0; y < page.height; ++y) {
        const bool black = std::popcount(half_word(page, strip, y)) * 2 >= strip_width;
        if (runs.empty() || runs.back().black != black) {
            runs.push_back({y, y + 1, black});
        } else {
            runs.back().end = y + 1;
        }
    }
    return runs;
}

// Runs of a few pixels are dirt: they join their neighbours.
std::vector<Run> without_specks(const std::vector<Run>& runs, int speck) {
    std::vector<Run> clean;
    for (const Run& run : runs) {
        if (!clean.empty() && (run.length() <= speck || clean.back().black == run.black)) {
            clean.back().end = run.end;
        } else {
            clean.push_back(run);
        }
    }
    return clean;
}

std::optional<BarcodeFormat> format_of(const std::array<bool, 4>& wide) {
    struct Pattern {
        std::array<bool, 4> wide;
        BarcodeFormat format;
    };
    static constexpr std::array patterns{
        Pattern{{true, true, false, false}, BarcodeFormat::Patch1},
        Pattern{{true, false, false, true}, BarcodeFormat::Patch2},
        Pattern{{true, false, true, false}, BarcodeFormat::Patch3},
        Pattern{{false, true, true, false}, BarcodeFormat::Patch4},
        Pattern{{false, false, true, true}, BarcodeFormat::Patch6},
        Pattern{{false, true, false, true}, BarcodeFormat::PatchT},
    };
    const auto found = std::ranges::find(patterns, wide, &Pattern::wide);
    return found == patterns.end() ? std::nullopt : std::optional(found->format);
}

BarcodeFormat mirrored(BarcodeFormat format) {
    switch (format) {
        case BarcodeFormat::Patch1:
            return BarcodeFormat::Patch6;
        case BarcodeFormat::Patch6:
            return BarcodeFormat::Patch1;
        case BarcodeFormat::Patch3:
            return BarcodeFormat::PatchT;
        case BarcodeFormat::PatchT:
            return BarcodeFormat::Patch3;
        default:
            return format;
    }
}

bool about(double length, double wanted, double tolerance) {
    return std::abs(length - wanted) <= tolerance;
}

// The seven runs beginning at `first` as a patch code.
std::optional<Slice> slice_at(const std::vector<Run>& runs, std::size_t first, double dpi) {
    const double total = runs[first + 6].end - runs[first].begin;
    const double narrow = total * narrow_of_total;
    if (narrow < smallest_narrow ||
        (dpi > 0 && !about(total, total_inches * dpi, size_tolerance * total_inches * dpi))) {
        return {};
    }
    std::array<bool, 4> wide{};
    for (std::size_t i = 0; i < 7; ++i) {
        const double length = runs[first + i].length();
        const bool is_wide = i % 2 == 0 && length > 1.75 * narrow;
        if (!about(length, is_wide ? 2.5 * narrow : narrow, is_wide ? 0.7 * narrow : 0.45 * narrow)) {
            return {};
        }
        if (i % 2 == 0) {
            wide[i / 2] = is_wide;
        }
    }
    const double quiet = narrow * (dpi > 0 ? quiet_zone : quiet_zone_of_unknown_size);
    const bool quiet_above = first == 0 || runs[first - 1].length() >= quiet;
    const bool quiet_below = first + 7 == runs.size() || runs[first + 7].length() >= quiet;
    const auto format = format_of(wide);
    if (!quiet_above || !quiet_below || !format) {
        return {};
    }
    return Slice{runs[first].begin, runs[first + 6].end, *format};
}

std::vector<Slice> slices_of_strip(const BitImage& page, int strip, double dpi) {
    const std::vector<Run> all = runs_of_strip(page, strip);
    if (all.size() < 7) {
        return {};
    }
    const std::vector<Run> runs = without_specks(all, smallest_narrow / 2);
    std::vector<Slice> slices;
    for (std::size_t i = 0; i + 7 <= runs.size(); ++i) {
        if (runs[i].black) {
            if (const auto slice = slice_at(runs, i, dpi)) {
                slices.push_back(*slice);
            }
        }
    }
    return slices;
}

// A hole or a stamp may cost one strip.
bool joins(const Chain& chain, const Slice& slice, int strip) {
    const int distance = strip - chain.last_strip;
    const double drift = distance * strip_width * steepest + 3;
    return chain.format == slice.format && distance >= 1 && distance <= 2 &&
           std::abs(slice.top - chain.last.top) <= drift && std::abs(slice.bottom - chain.last.bottom) <= drift;
}

std::vector<Chain> chains_of(const BitImage& page, double dpi) {
    std::vector<Chain> chains;
    const int strips = page.width / strip_width;
    for (int strip = 0; strip < strips; ++strip) {
        for (const Slice& slice : slices_of_strip(page, strip, dpi)) {
            const auto found = std::ranges::find_if(
                chains, [&slice, strip](const Chain& chain) { return joins(chain, slice, strip); });
            if (found == chains.end()) {
                chains.push_back({slice.format, strip, strip, 1, slice, slice});
            } else {
                found->last_strip = strip;
                found->last = slice;
                ++found->slices;
            }
        }
    }
    return chains;
}

bool is_patch_code(const Chain& chain) {
    const int length = (chain.last_strip - chain.first_strip + 1) * strip_width;
    const int total = chain.first.bottom - chain.first.top;
    const int strips = chain.last_strip - chain.first_strip + 1;
    return length >= shortest_bars * total && chain.slices * 4 >= strips * 3;
}

// The patch codes whose bars lie across, read from top to bottom.
std::vector<Barcode> read_lying(const BitImage& page, double dpi) {
    std::vector<Barcode> codes;
    for (const Chain& chain : chains_of(page, dpi)) {
        if (is_patch_code(chain)) {
            const int left = chain.first_strip * strip_width;
            const int right = (chain.last_strip + 1) * strip_width - 1;
            codes.push_back({chain.format,
                             std::string(to_text(chain.format)),
                             {Point{left, chain.first.top}, Point{right, chain.last.top},
                              Point{right, chain.last.bottom - 1}, Point{left, chain.first.bottom - 1}},
                             "patch"});
        }
    }
    return codes;
}

}  // namespace

std::vector<Barcode> read_patch_codes(const BitImage& part, double dpi) {
    std::vector<Barcode> codes = read_lying(part, dpi);
    for (Barcode code : read_lying(transposed(part), dpi)) {
        // Rows and columns were exchanged: so are the corners, and their order turns round.
        for (Point& corner : code.corners) {
            std::swap(corner.x, corner.y);
        }
        std::swap(code.corners[1], code.corners[3]);
        codes.push_back(std::move(code));
    }
    return codes;
}

Barcode named_from_edge(Barcode code, int page_width, int page_height) {
    const auto& [first, second, third, fourth] = code.corners;
    // The bars are longer than the symbol is high.
    const bool lying = std::abs(second.x - first.x) > std::abs(fourth.y - first.y);
    const int middle = lying ? (first.y + third.y) / 2 : (first.x + third.x) / 2;
    const int size = lying ? page_height : page_width;
    if (middle * 3 > size * 2) {
        code.format = mirrored(code.format);
        code.text = to_text(code.format);
    }
    return code;
}

}  // namespace arc
