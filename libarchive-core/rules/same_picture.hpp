#pragma once

namespace arc {

// When two pages are taken for scans of one sheet: by their hashes they may be, by their pictures they are. Measured by
// tests/bench/rescan_rates (arc-findings(7), A0712).
inline constexpr int same_page_distance = 64;       // bits, at most
inline constexpr double same_page_likeness = 0.60;  // at least

}  // namespace arc
