#pragma once

#include "jobs/find/field_counts.hpp"
#include "jobs/find/find_things.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// How many of the things that fulfil a query, however many, have each value of a field of their records or of the
// profile; of a date also its year or month: signed.year, date.month. The most first, equal counts by value; "" for
// those without. A ticket has the fields of its customer, a document those of its ticket and customer. Private fields
// are not counted. Faults: those of find_things; nothing has such a field.
std::vector<std::pair<std::string, std::int64_t>> count_things(Archive& archive, const Caller& caller,
                                                               FindRequest request, const std::string& field);
// What may be counted by: for completion and suggestions.
std::vector<std::string> countable_fields(const Profile& profile);

}  // namespace arc
