#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arc {

// What a term that is being typed may become, whole terms in the order to show them, a few dozen at most: fields (type:
// …, those of the profile, @queries), and behind the colon the names, codes or states that begin so; behind a comma
// too. Numbers of customers and tickets, names and titles are not told: they may lie outside the reader's circle; codes
// of volumes and boxes only where what is in them may be seen.
std::vector<std::string> complete_term(Archive& archive, const Caller& caller, std::string_view typed);

}  // namespace arc
