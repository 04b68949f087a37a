#pragma once

#include "base/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace arc {

// A calendar date without a zone, as written on paper.
using Day = std::chrono::year_month_day;
// A moment, UTC, in milliseconds.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// "2026-11-21"
std::string format_day(Day day);
// Reads 2026-11-21, 2026/1/2, 2026.1.2, 20261121 and 2026年11月21日; refuses days that do not exist.
Result<Day> parse_day(std::string_view text);
// "2026-11-21T10:00:00.123Z"
std::string format_instant(Instant at);
// Reads the form that format_instant writes, with or without the fraction, and a bare day (its first moment, UTC).
Result<Instant> parse_instant(std::string_view text);
// The day that an instant falls on in a zone of fixed offset.
Day day_of(Instant at, std::chrono::minutes utc_offset);

}  // namespace arc
