#pragma once

#include "jobs/archive.hpp"
#include "model/thing.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace arc {

// The keyed hashes that stand for private values of a document, a ticket or a customer, those that were changed since
// too: what the rows carry and all events about it tell.
std::set<std::string> private_traces(Archive& archive, Thing thing);

// Private values of what is gone: of each document, and of its ticket and customer when nothing of them is left and the
// customer is closed (a ticket without customer: is closed).
std::set<std::string> private_traces_of_gone(Archive& archive, const std::vector<std::int64_t>& documents);

// Takes the values out of journal/private/. Returns how many lines went.
std::int64_t erase_from_private_journal(Archive& archive, const std::set<std::string>& hmacs);

}  // namespace arc
