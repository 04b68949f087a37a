#include "barcode/finder_patterns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace arc {
namespace {

struct Vector {
    double x = 0;
    double y = 0;
};

// A rectangle in any direction: a corner and two sides.
struct Frame {
    Vector corner;
    Vector along;  // unit vector of the first side
    double length = 0;
    double width = 0;  // of the second side, 90 degrees clockwise of the first

    Vector at(double far, double deep) const {
        return {corner.x + along.x * far - along.y * deep, corner.y + along.y * far + along.x * deep};
    }
};

// Ink that is more than a speck: a square of four black pixels.
bool solid(const BitImage& page, int x, int y) {
    return page.black(x, y) && page.black(x + 1, y) && page.black(x, y + 1) && page.black(x + 1, y + 1);
}

// The outermost ink of every row.
std::vector<Point> outline(const BitImage& page, Rect box) {
    std::vector<Point> points;
    for (int y = box.y; y + 1 < box.y + box.height; ++y) {
        int left = box.x;
        int right = box.x + box.width - 2;
        while (left <= right && !solid(page, left, y)) {
            ++left;
        }
        while (right > left && !solid(page, right, y)) {
            --right;
        }
        if (left <= right) {
            points.push_back({left, y});
            points.push_back({right + 1, y});
            points.push_back({left, y + 1});
            points.push_back({right + 1, y + 1});
        }
    }
    return points;
}

std::int64_t turn(Point a, Point b, Point c) {
    return std::int64_t{b.x - a.x} * (c.y - a.y) - std::int64_t{b.y - a.y} * (c.x - a.x);
}

// The convex hull (Andrew's monotone chain).
std::vector<Point> hull_of(std::vector<Point> points) {
    std::ranges::sort(points, [](Point a, Point b) { return std::pair(a.x, a.y) < std::pair(b.x, b.y); });
    std::vector<Point> hull;
    for (int pass = 0; pass < 2; ++pass) {
        const std::size_t begin = hull.size();
        for (const Point& point : points) {
            while (hull.size() >= begin + 2 && turn(hull[hull.size() - 2], hull.back(), point) <= 0) {
                hull.pop_back();
            }
            hull.push_back(point);
        }
        hull.pop_back();
        std::ranges::reverse(points);
    }
    return hull;
}

// The smallest rectangle around a hull: one of its sides lies on a side of the hull.
Frame frame_of(const std::vector<Point>& hull) {
    Frame best;
    double smallest = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const Point from = hull[i];
        const Point to = hull[(i + 1) % hull.size()];
        const double length = std::hypot(to.x - from.x, to.y - from.y);
        if (length < 1) {
            continue;
        }
        const Vector along{(to.x - from.x) / length, (to.y - from.y) / length};
        double low = 0;
        double high = 0;
        double deep = 0;
        for (const Point& point : hull) {
            const double across = (point.x - from.x) * along.x + (point.y - from.y) * along.y;
            low = std::min(low, across);
            high = std::max(high, across);
            deep = std::max(deep, (point.y - from.y) * along.x - (point.x - from.x) * along.y);
        }
        if ((high - low) * deep < smallest) {
            smallest = (high - low) * deep;
            best = {{from.x + along.x * low, from.y + along.y * low}, along, high - low, deep};
        }
    }
    return best;
}

struct Side {
    bool solid = false;
    bool dotted = false;
};

// Looks along a line just inside the frame.
Side side_between(const BitImage& page, Vector from, Vector to) {
    const int steps = static_cast<int>(std::hypot(to.x - from.x, to.y - from.y));
    int black = 0;
    int changes = 0;
    bool last = false;
    for (int i = 0; i <= steps; ++i) {
        const double part = steps == 0 ? 0 : static_cast<double>(i) / steps;
        const int x = static_cast<int>(std::lround(from.x + (to.x - from.x) * part));
        const int y = static_cast<int>(std::lround(from.y + (to.y - from.y) * part));
        const bool here = x >= 0 && y >= 0 && x < page.width && y < page.height && page.black(x, y);
        black += here ? 1 : 0;
        changes += i > 0 && here != last ? 1 : 0;
        last = here;
    }
    // The smallest symbols have 8 modules on a side.
    return {black * 100 >= 83 * (steps + 1),
            black * 100 >= 25 * (steps + 1) && black * 100 <= 75 * (steps + 1) && changes >= 6};
}

// Two adjacent sides solid, the others dotted, `inset` pixels inside the frame.
bool is_bordered(const BitImage& page, const Frame& frame, double inset) {
    const double far = frame.length - inset;
    const double deep = frame.width - inset;
    const std::array corners{frame.at(inset, inset), frame.at(far, inset), frame.at(far, deep), frame.at(inset, deep)};
    std::array<Side, 4> sides;
    for (std::size_t i = 0; i < 4; ++i) {
        sides[i] = side_between(page, corners[i], corners[(i + 1) % 4]);
    }
    for (std::size_t i = 0; i < 4; ++i) {
        if (sides[i].solid && sides[(i + 1) % 4].solid && sides[(i + 2) % 4].dotted && sides[(i + 3) % 4].dotted) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool has_data_matrix_border(const BitImage& page, Rect box) {
    const std::vector<Point> points = outline(page, box);
    if (points.size() < 20) {
        return false;
    }
    const Frame frame = frame_of(hull_of(points));
    // Half a module: symbols have 8 to 26 of them on their shorter side.
    const double shorter = std::min(frame.length, frame.width);
    return is_bordered(page, frame, std::max(1.5, shorter * 0.025)) ||
           is_bordered(page, frame, std::max(2.5, shorter * 0.045));
}

}  // namespace arc
