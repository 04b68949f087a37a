#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/customer.hpp"
#include "rules/field_entry.hpp"

#include <string>
#include <vector>

namespace arc {

// Sets what the entries say in the customer's state, `number` left out. Faults name the field; they never hold a
// private value.
void set_customer_fields(FilingRun& run, Customer& customer, const std::vector<FieldEntry>& entries);
// The class that the profile's rules give; refused when a person gave another one than they do, or when the profile
// lets nobody change it. `before` is "" for a new customer.
void settle_class(FilingRun& run, Customer& customer, const std::string& before);
// Refused, said or ignored as the profile's `blanks` has it. `only` limits it to those names; empty: all.
void need_filled(FilingRun& run, const Customer& customer, const std::vector<std::string>& only);
// Folded, and of the profile's form. Fault (usage).
std::string checked_customer_number(const Profile& profile, const std::string& typed);

}  // namespace arc
