#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace arc {

// A row of grey pixels as black (0) and white (255), `scale` pixels for each: every edge stands where the brightness
// passes the middle between the neighbouring dark and light extremes, interpolated between pixels. Bars survive that
// way which are blurred into grey or lie in a shadow.
// An extreme counts when it differs from the last one by `contrast` percent of the range around it.
std::vector<std::uint8_t> row_edges(std::span<const std::uint8_t> row, int scale, int contrast);

// Bars in a row: how often dark follows light by more than `step` grey levels.
int count_bars(std::span<const std::uint8_t> row, int step);

}  // namespace arc
