#pragma once

#include "model/keeping_rules.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace arc {

// What one measure of a score came to for one unit or person.
struct MeasureValue {
    const Measure* measure = nullptr;
    std::optional<double> rate;  // 0 to 1, of measures that are shares; nothing where there was nothing to measure
    std::int64_t count = 0;      // of measures that count entries or findings
};

// Shares give their part of the weights, and weights without anything to measure are spread over the others; counts
// give their points each. Rounded to tenths. Nothing where nothing was measured at all.
std::optional<double> score_of(std::span<const MeasureValue> values);

// The first day of the period that a day lies in; of a project the year's.
Day period_start(Period period, Day day);

// Whether a measure counts (entry:KIND, finding:CODE), and what.
std::optional<std::string_view> counted_entry(const Measure& measure);
std::optional<std::string_view> counted_finding(const Measure& measure);

}  // namespace arc
