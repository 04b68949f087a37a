#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace arc {

// Readings of one imported cell; none when the text is not of that type.

// NFC, without blanks around it (ASCII, full-width, no-break, zero-width).
std::string clean_cell(std::string_view text);
// "1234.50" without thousands commas, half-width; no exponent.
std::optional<std::string> read_number(std::string_view text);
std::optional<std::string> read_integer(std::string_view text);
// "2026-11-21"
std::optional<std::string> read_day(std::string_view text);
// A date as catalogues give it: "2026-11-21"; "2026-11" from 2026年11月, 2026/11, 202611, 20261100; "2026" from 2026年,
// 20260000.
std::optional<std::string> read_catalogue_date(std::string_view text);
// A number with its unit before or behind it (10kV, 交流10 kV): as read_number, where the unit is this one, written in
// any case. 交流 and 直流 may stand before it.
std::optional<std::string> read_number_of(std::string_view unit, std::string_view text);
// "true" or "false"
std::optional<std::string> read_boolean(std::string_view text);

// True for what a spreadsheet makes of a long number in a column that is not text: 3.30402E+17. Its digits are lost.
bool is_shortened_number(std::string_view text);
// True when a control character other than tab and line end stands in it.
bool has_control_characters(std::string_view text);

}  // namespace arc
