#pragma once

#include "jobs/change.hpp"
#include "rules/condition.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace arc {

// The title of a volume or box, from what its papers have in common (paths of the profile's rule): the customer's name,
// a class or unit by its title, "2026年3月". Values that are not known, and private ones, do not stand on it.
std::string holder_title(Archive& archive, std::span<const std::string> paths, const FieldLookup& look_up);

// After a customer got another name: volumes and boxes that are titled with the one before, and hold papers of nobody
// else, are titled with the new one. Numbers stay. Labels printed before are then listed by arc-barcode ledger
// --outdated.
void retitle_holders(Change& change, std::int64_t customer, const std::string& before, const std::string& now);

}  // namespace arc
