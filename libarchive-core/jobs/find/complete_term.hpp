#pragma once

#include "jobs/archive.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arc {

// What a term that is being typed may become, whole terms in the order to show them, a few dozen at most: fields (type:
// …, those of the profile, @queries), and behind the colon the names, codes or states that begin so; behind a comma
// too. Numbers of customers and tickets, names and titles are not told: they may lie outside the reader's circle.
std::vector<std::string> complete_term(Archive& archive, std::string_view typed);

}  // namespace arc
