#include "rules/sample_share.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace arc {

std::int64_t sample_size(std::int64_t population, double share, std::int64_t least, std::int64_t count) {
    constexpr double hundred = 100;
    const auto by_share = static_cast<std::int64_t>(std::ceil(static_cast<double>(population) * share / hundred));
    return std::min(population, std::max(least, count > 0 ? count : by_share));
}

std::vector<std::int64_t> spread(std::int64_t total, std::span<const std::int64_t> sizes) {
    const std::int64_t population = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    std::vector<std::int64_t> shares(sizes.size(), 0);
    if (population == 0) {
        return shares;
    }
    total = std::min(total, population);
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), 0);
    std::int64_t given = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        shares[i] = total * sizes[i] / population;
        given += shares[i];
    }
    // total * size is far below 2^63: populations are counted in millions.
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return total * sizes[i] % population; });
    for (std::size_t at = 0; given < total; at = (at + 1) % order.size()) {
        if (shares[order[at]] < sizes[order[at]]) {
            ++shares[order[at]];
            ++given;
        }
    }
    return shares;
}

ErrorRate error_rate(std::int64_t wrong, std::int64_t looked_at) {
    if (looked_at == 0) {
        return {};
    }
    constexpr double z = 1.959964;  // of 95 % on both sides
    const double n = static_cast<double>(looked_at);
    const double p = static_cast<double>(wrong) / n;
    const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return {p, std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

}  // namespace arc
