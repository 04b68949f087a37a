#pragma once

#include <string_view>

namespace arc {

// The bytes of schemas/catalog/line.dictionary.
std::string_view line_dictionary();

}  // namespace arc
