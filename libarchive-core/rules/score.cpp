#include "rules/score.hpp"

#include <cmath>

namespace arc {
namespace {

std::optional<std::string_view> after(std::string_view prefix, const Measure& measure) {
    return measure.name.starts_with(prefix) ? std::optional(std::string_view(measure.name).substr(prefix.size()))
                                            : std::nullopt;
}

}  // namespace

std::optional<double> score_of(std::span<const MeasureValue> values) {
    double weights = 0;
    double measured = 0;
    double earned = 0;
    double points = 0;
    bool any = false;
    for (const MeasureValue& value : values) {
        if (counted_entry(*value.measure) || counted_finding(*value.measure)) {
            points += value.measure->points * static_cast<double>(value.count);
            any = any || value.count > 0;
            continue;
        }
        weights += value.measure->weight;
        if (value.rate) {
            measured += value.measure->weight;
            earned += value.measure->weight * *value.rate;
            any = true;
        }
    }
    if (!any) {
        return std::nullopt;
    }
    const double shares = measured > 0 ? earned * weights / measured : 0;
    constexpr double tenths = 10;
    return std::round(tenths * (shares + points)) / tenths;
}

Day period_start(Period period, Day day) {
    using namespace std::chrono;
    const unsigned month = unsigned{day.month()};
    switch (period) {
        case Period::day:
            return day;
        case Period::week: {
            const sys_days at(day);
            return Day(at - (weekday(at) - Monday));
        }
        case Period::month:
            return day.year() / day.month() / 1;
        case Period::quarter:
            return day.year() / std::chrono::month((month - 1) / 3 * 3 + 1) / 1;
        case Period::year:
        case Period::project:
            return day.year() / January / 1;
    }
    return day;
}

std::optional<std::string_view> counted_entry(const Measure& measure) {
    return after("entry:", measure);
}

std::optional<std::string_view> counted_finding(const Measure& measure) {
    return after("finding:", measure);
}

}  // namespace arc
