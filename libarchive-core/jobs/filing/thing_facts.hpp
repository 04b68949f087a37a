#pragma once

#include "jobs/archive.hpp"
#include "model/customer.hpp"
#include "model/document.hpp"
#include "model/holding.hpp"
#include "model/ticket.hpp"
#include "rules/condition.hpp"
#include "rules/rights.hpp"

#include <functional>
#include <map>
#include <string>

namespace arc {

// What the profile's rules may ask about one thing: the full paths of arc-profile(5), FIELDS, with their values.
using Facts = std::map<std::string, std::string, std::less<>>;

Facts facts_of(Archive& archive, const Customer& customer);
Facts facts_of(Archive& archive, const Ticket& ticket);  // and of its customer
Facts facts_of(Archive& archive, const SeriesNode& node);
// And of what it belongs to. document.number is the one that is printed on it: its own, else the one it carries of its
// ticket or customer.
Facts facts_of(Archive& archive, const Document& document);
// That number alone.
std::string printed_number(Archive& archive, const Document& document);
// The same with what depends on the day: document.expired of types that run for a time (profile, contracts). One that
// renews itself, or says no end, does not expire.
Facts facts_of(Archive& archive, const Document& document, Day today);
// The facts must outlive what is given.
FieldLookup look_up_in(const Facts& facts);

// What the rights ask about a thing.
RightsTarget rights_target(Archive& archive, const Customer& customer);
RightsTarget rights_target(Archive& archive, const Ticket& ticket);
RightsTarget rights_target(Archive& archive, const Document& document);

}  // namespace arc
