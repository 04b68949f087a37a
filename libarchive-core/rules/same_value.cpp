#include "rules/same_value.hpp"

#include "base/calendar_text.hpp"
#include "base/text.hpp"
#include "model/condition.hpp"

namespace arc {

bool same_value(std::string_view a, std::string_view b) {
    const auto one = parse_number(a);
    const auto other = parse_number(b);
    if (one && other) {
        return *one == *other;
    }
    const Result<Day> day = parse_day(a);
    const Result<Day> other_day = parse_day(b);
    if (day && other_day) {
        return *day == *other_day;
    }
    return fold_code(a) == fold_code(b);
}

}  // namespace arc
