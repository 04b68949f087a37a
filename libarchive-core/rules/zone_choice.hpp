#pragma once

#include "model/profile.hpp"
#include "rules/condition.hpp"

#include <string>

namespace arc {

// The zone in which a document's paper stands, and why.
struct ZoneChoice {
    std::string zone;                 // "": nothing says
    std::string why;                  // "the type certificate", "customer.closed", "places.rules[1]", "stage replied"
    bool apart = false;               // its type or a rule of its own says so: it does not go with the rest of its file
    const PlaceRule* rule = nullptr;  // whose levels and box count there; null where none does
};

// What decides, the first that speaks: the type's `store`; customer.closed; the `in` of the first of places.rules that
// holds; ticket.closed; the ticket's stage, where a stage without a zone keeps the zone of the stage before it. A paper
// of no ticket stands where those of closed tickets do.
// The levels and boxes of the rule count where the zone is its own, and for papers whose ticket is closed; a safe, the
// zone of closed customers and those of papers in progress have an order of their own, unless a rule names that zone.
ZoneChoice choose_zone(const Profile& profile, const FieldLookup& look_up);

}  // namespace arc
