#pragma once

#include "base/calendar_text.hpp"

#include <cstdint>
#include <optional>

namespace arc {

// When shelves are full at the pace of the last months.
struct ShelfForecast {
    std::int64_t per_month = 0;  // millimetres, rounded to the nearest; below 0 when more left than came
    std::optional<Day> full;     // nothing where the shelves do not fill up
};

// `grown`: millimetres that came less those that left in `months` (at least 1) before `today`; `free`: millimetres
// left. Counted in months of 30.4 days; full by then at the latest in 100 years, else nothing.
ShelfForecast forecast_shelves(std::int64_t grown, int months, std::int64_t free, Day today);

}  // namespace arc
