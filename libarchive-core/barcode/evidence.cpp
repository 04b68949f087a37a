#include "barcode/evidence.hpp"

#include "barcode/zxing_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace arc {
namespace {

struct LinesNeeded {
    int sure = 0;
    int enough = 0;
};

// Measured on photographs (tests/bench/barcode_rates): the longest false runs were 6 lines of a blurred EAN-13, 20 of a
// UPC-E seen in half an EAN-13, 4 of an ITF cut off by a slanted line.
LinesNeeded lines_needed(const Barcode& code) {
    const bool is_short = code.text.size() < 5;
    switch (code.format) {
        case BarcodeFormat::Code128:
        case BarcodeFormat::Code93:
            return {3, 2};
        case BarcodeFormat::EAN13:
        case BarcodeFormat::UPCA:
            return {10, 8};
        case BarcodeFormat::EAN8:
            return {12, 8};
        case BarcodeFormat::UPCE:
            return {40, 24};
        case BarcodeFormat::ITF:
            return {12, 6};
        case BarcodeFormat::Codabar:
        case BarcodeFormat::Code39:
            return is_short ? LinesNeeded{16, 12} : LinesNeeded{8, 4};
        default:
            return {};
    }
}

Point centre(const Barcode& code) {
    const Rect box = bounds(code.corners);
    return {box.x + box.width / 2, box.y + box.height / 2};
}

double distance(const Barcode& a, const Barcode& b) {
    return std::hypot(centre(a).x - centre(b).x, centre(a).y - centre(b).y);
}

bool same_code(const Barcode& a, const Barcode& b) {
    const Rect box = bounds(a.corners);
    // Attempts see different lines of one code: what is near enough is the same.
    const int margin = std::max(12, std::max(box.width, box.height) / 6);
    return a.format == b.format && a.text == b.text && overlap(box, bounds(b.corners), margin);
}

bool inside(Point point, Rect box) {
    return point.x >= box.x && point.y >= box.y && point.x < box.x + box.width && point.y < box.y + box.height;
}

// A 1-D code that the rest of the evidence speaks against.
bool outdone(const Candidate& one, std::span<const Candidate> all) {
    return std::ranges::any_of(all, [&one](const Candidate& other) {
        const bool same = other.code.format == one.code.format && other.code.text == one.code.text;
        if (same || !overlap(bounds(one.code.corners), bounds(other.code.corners))) {
            return false;
        }
        if (!is_linear(other.code.format)) {
            return inside(centre(one.code), bounds(other.code.corners));
        }
        return one.lines < 4 * other.lines;
    });
}

bool believable(const Candidate& one, std::span<const Candidate> all, Belief belief) {
    if (!is_linear(one.code.format)) {
        return true;
    }
    const LinesNeeded needed = lines_needed(one.code);
    const bool enough = belief == Belief::sure
                            ? one.best >= needed.sure
                            : one.best >= needed.sure || (one.lines >= needed.enough && one.best * 2 >= needed.enough);
    return enough && !outdone(one, all);
}

bool stands_before(const Barcode& a, const Barcode& b) {
    const Rect first = bounds(a.corners);
    const Rect second = bounds(b.corners);
    return std::pair(first.y, first.x) < std::pair(second.y, second.x);
}

// Rows of codes that stand side by side, each row from left to right.
void put_in_reading_order(std::vector<Barcode>& codes) {
    std::ranges::sort(codes, stands_before);
    for (auto row = codes.begin(); row != codes.end();) {
        const Rect first = bounds(row->corners);
        const int middle = first.y + first.height / 2;
        const auto end =
            std::find_if(row, codes.end(), [middle](const Barcode& code) { return bounds(code.corners).y > middle; });
        std::sort(row, end,
                  [](const Barcode& a, const Barcode& b) { return bounds(a.corners).x < bounds(b.corners).x; });
        row = end;
    }
}

}  // namespace

Rect bounds(const std::array<Point, 4>& corners) {
    const auto [left, right] = std::ranges::minmax(corners, {}, &Point::x);
    const auto [top, bottom] = std::ranges::minmax(corners, {}, &Point::y);
    return {left.x, top.y, right.x - left.x + 1, bottom.y - top.y + 1};
}

bool overlap(Rect a, Rect b, int margin) {
    return a.x - margin < b.x + b.width + margin && b.x - margin < a.x + a.width + margin &&
           a.y - margin < b.y + b.height + margin && b.y - margin < a.y + a.height + margin;
}

std::array<Point, 4> upright(std::array<Point, 4> corners) {
    double middle_x = 0;
    double middle_y = 0;
    for (const Point& corner : corners) {
        middle_x += corner.x / 4.0;
        middle_y += corner.y / 4.0;
    }
    std::ranges::stable_sort(corners, {}, [middle_x, middle_y](const Point& corner) {
        return std::atan2(corner.y - middle_y, corner.x - middle_x);
    });
    const auto first = std::ranges::min_element(corners, {}, [](const Point& corner) { return corner.x + corner.y; });
    std::ranges::rotate(corners, first);
    return corners;
}

void add_attempt(std::vector<Candidate>& known, std::span<const Candidate> attempt) {
    const std::size_t earlier = known.size();
    for (const Candidate& seen : attempt) {
        Candidate* nearest = nullptr;
        for (std::size_t i = 0; i < earlier; ++i) {
            if (same_code(known[i].code, seen.code) &&
                (nearest == nullptr || distance(known[i].code, seen.code) < distance(nearest->code, seen.code))) {
                nearest = &known[i];
            }
        }
        if (nearest == nullptr) {
            known.push_back(seen);
            continue;
        }
        nearest->lines += seen.lines;
        if (seen.best > nearest->best) {
            nearest->best = seen.best;
            nearest->code.corners = seen.code.corners;
        }
    }
}

std::vector<Barcode> believed(std::span<const Candidate> candidates, Belief belief) {
    std::vector<Barcode> codes;
    for (const Candidate& candidate : candidates) {
        if (believable(candidate, candidates, belief)) {
            codes.push_back(candidate.code);
        }
    }
    put_in_reading_order(codes);
    return codes;
}

}  // namespace arc
