#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// What a document declares of itself, and what its images prove.
struct DocumentCount {
    std::optional<std::int64_t> sheets;  // declared
    std::optional<std::int64_t> sides;   // declared: 页数, sides with something on them (DA/T 22-2015)
    std::int64_t imaged = 0;             // sides with something on them
    std::int64_t blank = 0;              // imaged sides with nothing on them
};

// In what the two differ, for people; nothing where they agree, where nothing is declared, or where no image has come.
// A sheet has one or two imaged sides.
std::optional<std::string> count_difference(const DocumentCount& count);

}  // namespace arc
