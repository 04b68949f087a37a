#pragma once

#include "jobs/archive.hpp"
#include "model/document.hpp"
#include "rules/disposal_gate.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// What the gate asks about a document. `of_list`: the list that is being carried out, which is no bar itself; 0
// without.
DisposalFacts disposal_facts(Archive& archive, const Document& document, std::int64_t of_list);
// Everything that forbids to destroy it on that day.
std::vector<DisposalReason> disposal_bars(Archive& archive, const Document& document, Day today, std::int64_t of_list);
// How it is destroyed: the first of the profile's methods that holds, else shred.
std::string disposal_method(Archive& archive, const Document& document);

}  // namespace arc
