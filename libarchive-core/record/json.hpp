#pragma once

#include "base/result.hpp"
#include "model/value.hpp"

#include <string>
#include <string_view>

namespace arc {

// One JSON text without line breaks, members in their order, UTF-8 kept as it is; bytes that are not UTF-8 become
// U+FFFD.
std::string to_json(const Value& value);
// Reads one JSON text. Refuses repeated names, broken UTF-8, nesting over 64, and anything behind the value.
Result<Value> from_json(std::string_view text);

}  // namespace arc
