#include "rules/shelf_forecast.hpp"

#include <chrono>
#include <cmath>

namespace arc {

ShelfForecast forecast_shelves(std::int64_t grown, int months, std::int64_t free, Day today) {
    constexpr double days_of_month = 365.2425 / 12;
    constexpr double longest = 36525;
    const double pace = static_cast<double>(grown) / months;
    ShelfForecast forecast;
    forecast.per_month = std::llround(pace);
    if (pace > 0) {
        const double days = static_cast<double>(free) / pace * days_of_month;
        if (days <= longest) {
            forecast.full = Day(std::chrono::sys_days(today) + std::chrono::days(static_cast<int>(std::floor(days))));
        }
    }
    return forecast;
}

}  // namespace arc
