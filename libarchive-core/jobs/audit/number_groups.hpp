#pragma once

#include "jobs/archive.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace arc {

// A 档号 as one of those that differ from it in their last level only.
struct GroupedNumber {
    std::string group;  // the same for all of them, however they are spelled
    std::int64_t item = 0;
    std::string shown;  // "J001-WS·2018-Y-"
};
// Nothing for a number whose last level is no whole number.
std::optional<GroupedNumber> grouped_number(const std::string& text);

// Item numbers that the event log says were given and taken back again (undo, unsplit), by group. Counters never go
// back, so such a number belongs to nothing for ever, and nothing is missing there.
std::map<std::string, std::set<std::int64_t>> voided_numbers(Archive& archive);

// "0001" is 1; nothing for what is no whole number.
std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace arc
