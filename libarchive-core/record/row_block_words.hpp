#pragma once

#include <cstddef>
#include <string_view>

namespace arc {

// By ChangeKind: what a block of that kind is called in a journal line.
inline constexpr std::string_view kind_names[] = {"insert", "update", "erase"};
// Bytes of a cell that may be said once for all rows of a block; each row keeps it when it is read.
inline constexpr std::size_t longest_common = 100;

}  // namespace arc
