#include "barcode/clusters.hpp"

#include <algorithm>

namespace arc {
namespace {

Cluster take_cluster(Mask& mask, Point start, int gap) {
    Cluster cluster{{start.x, start.y, 1, 1}, 0};
    std::vector<Point> todo{start};
    mask.at(start.x, start.y) = 0;
    while (!todo.empty()) {
        const Point here = todo.back();
        todo.pop_back();
        ++cluster.squares;
        Rect& box = cluster.box;
        const int right = std::max(box.x + box.width, here.x + 1);
        const int bottom = std::max(box.y + box.height, here.y + 1);
        box = {std::min(box.x, here.x), std::min(box.y, here.y), 0, 0};
        box.width = right - box.x;
        box.height = bottom - box.y;
        for (int y = std::max(0, here.y - gap - 1); y <= std::min(mask.rows - 1, here.y + gap + 1); ++y) {
            for (int x = std::max(0, here.x - gap - 1); x <= std::min(mask.columns - 1, here.x + gap + 1); ++x) {
                if (mask.at(x, y) != 0) {
                    mask.at(x, y) = 0;
                    todo.push_back({x, y});
                }
            }
        }
    }
    return cluster;
}

}  // namespace

std::vector<Cluster> take_clusters(Mask& mask, int gap) {
    std::vector<Cluster> clusters;
    auto marked = mask.marks.begin();
    while ((marked = std::find(marked, mask.marks.end(), std::uint8_t{1})) != mask.marks.end()) {
        const int index = static_cast<int>(marked - mask.marks.begin());
        clusters.push_back(take_cluster(mask, {index % mask.columns, index / mask.columns}, gap));
    }
    return clusters;
}

Rect in_pixels(Rect squares, int side) {
    return {squares.x * side, squares.y * side, squares.width * side, squares.height * side};
}

Rect joined(Rect a, Rect b) {
    const int left = std::min(a.x, b.x);
    const int top = std::min(a.y, b.y);
    return {left, top, std::max(a.x + a.width, b.x + b.width) - left, std::max(a.y + a.height, b.y + b.height) - top};
}

bool between(int part, int whole, int low_percent, int high_percent) {
    return part * 100 >= whole * low_percent && part * 100 <= whole * high_percent;
}

}  // namespace arc
