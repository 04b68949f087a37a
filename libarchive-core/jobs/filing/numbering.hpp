#pragma once

#include "jobs/archive.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "model/filing_rules.hpp"

#include <string>

namespace arc {

// The profile's rule that gives a thing of this kind its number at this moment, or null.
const Numbering* numbering_for(const Profile& profile, Noun of, NumberAt at, const FieldLookup& look_up);
// The next number by the rule. The counter of each combination of its `per` stands in the catalog and moves in the same
// transaction, so that nothing is left out when the change is not committed. `taken` tells of numbers in use, which are
// passed over. Fault (refused) when a field that the number shows is not known: "customer.number is not known".
std::string next_filing_number(Archive& archive, const Numbering& rule, const Facts& facts,
                               const std::function<bool(const std::string&)>& taken);

}  // namespace arc
