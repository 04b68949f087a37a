#pragma once

#include <string_view>

namespace arc {

// Whether two spellings mean the same value: numbers by value, dates as days, all else after folding width, case and
// blanks.
bool same_value(std::string_view a, std::string_view b);

}  // namespace arc
