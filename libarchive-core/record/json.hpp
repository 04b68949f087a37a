#pragma once

#include "base/result.hpp"
#include "model/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace arc {

// One JSON text without line breaks, members in their order, UTF-8 kept as it is; bytes that are not UTF-8 become
// U+FFFD.
std::string to_json(const Value& value);
// The same at the end of a text, for those who write many small values.
void append_json(std::string& json, const Value& value);
void append_json(std::string& json, std::string_view text);
void append_json(std::string& json, std::int64_t whole);
// Reads one JSON text. Refuses repeated names, broken UTF-8, nesting over 64, and anything behind the value.
Result<Value> from_json(std::string_view text);

}  // namespace arc
