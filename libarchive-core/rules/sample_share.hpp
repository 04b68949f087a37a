#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace arc {

// How many to draw of a population: `count` where it is given, else the share (percent) rounded up; at least `least`,
// never more than there are.
std::int64_t sample_size(std::int64_t population, double share, std::int64_t least, std::int64_t count);

// So many, spread over strata in proportion to their sizes (largest remainder; of equal ones the earlier stratum), none
// more than its size.
std::vector<std::int64_t> spread(std::int64_t total, std::span<const std::int64_t> sizes);

// A rate of errors and between which rates the true one lies with 95 % confidence (Wilson's interval, which stays
// sensible for few errors and for none). All 0 without trials.
struct ErrorRate {
    double rate = 0;  // 0 to 1
    double low = 0;
    double high = 0;
};
ErrorRate error_rate(std::int64_t wrong, std::int64_t looked_at);

}  // namespace arc
