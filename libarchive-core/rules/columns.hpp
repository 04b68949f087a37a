#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// A heading of a foreign table as it is compared: NFKC, lower case, no blanks at all (户 号 = 户号, ＩＤ = id).
std::string fold_heading(std::string_view heading);

// The position of the heading that is `name` or one of its aliases; none when there is no such heading.
std::optional<std::size_t> find_column(std::span<const std::string> headings, std::string_view name,
                                       std::span<const std::string> aliases = {});

}  // namespace arc
