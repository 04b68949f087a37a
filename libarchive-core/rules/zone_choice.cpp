#include "rules/zone_choice.hpp"

#include "base/say.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::string_view customer_closed = "customer.closed";
constexpr std::string_view ticket_closed = "ticket.closed";

std::string zone_at(const Places& places, std::string_view state) {
    const auto found = places.zone_of.find(std::string(state));
    return found == places.zone_of.end() ? std::string() : found->second;
}

// The zone of a stage, else of the nearest stage before it.
ZoneChoice zone_of_stage(const Profile& profile, std::string_view type, const std::string& stage) {
    const TicketType* ticket_type = profile.ticket_type(type);
    if (ticket_type == nullptr) {
        return {};
    }
    auto at = std::ranges::find(ticket_type->stages, stage);
    if (at == ticket_type->stages.end()) {
        return {};
    }
    for (;; --at) {
        if (std::string zone = zone_at(profile.places, *at); !zone.empty()) {
            return {std::move(zone), say("stage {}", *at)};
        }
        if (at == ticket_type->stages.begin()) {
            return {};
        }
    }
}

ZoneChoice zone_of_closed_ticket(const Profile& profile, std::string_view type) {
    if (std::string zone = zone_at(profile.places, ticket_closed); !zone.empty()) {
        return {std::move(zone), std::string(ticket_closed)};
    }
    for (const TicketType& one : profile.ticket_types) {
        if ((type.empty() || one.name == type) && !one.stages.empty()) {
            if (ZoneChoice choice = zone_of_stage(profile, one.name, one.stages.back()); !choice.zone.empty()) {
                return choice;
            }
        }
    }
    return {};
}

bool is_in_progress(const FieldLookup& look_up) {
    return value_at("ticket.type", look_up) && !value_at(ticket_closed, look_up);
}

ZoneChoice zone_of_state(const Profile& profile, const FieldLookup& look_up) {
    const std::optional<std::string> type = value_at("ticket.type", look_up);
    return !is_in_progress(look_up) ? zone_of_closed_ticket(profile, type.value_or(""))
                                    : zone_of_stage(profile, *type, value_at("ticket.stage", look_up).value_or(""));
}

}  // namespace

ZoneChoice choose_zone(const Profile& profile, const FieldLookup& look_up) {
    const Places& places = profile.places;
    const auto rule =
        std::ranges::find_if(places.rules, [&](const PlaceRule& one) { return holds(one.when, look_up); });
    const PlaceRule* held = rule == places.rules.end() ? nullptr : &*rule;
    const auto of_rule = [&](const std::string& zone) {
        return held != nullptr && held->zone == zone ? held : nullptr;
    };

    const std::string type = value_at("document.type", look_up).value_or("");
    if (const DocumentType* known = profile.document_type(type); known != nullptr && !known->store.empty()) {
        return {known->store, say("the type {}", type), true, of_rule(known->store)};
    }
    if (value_at(customer_closed, look_up)) {
        if (std::string zone = zone_at(places, customer_closed); !zone.empty()) {
            return {zone, std::string(customer_closed), false, of_rule(zone)};
        }
    }
    if (held != nullptr && !held->zone.empty()) {
        return {held->zone, say("places.rules[{}]", held - places.rules.data()), true, held};
    }
    ZoneChoice choice = zone_of_state(profile, look_up);
    const bool zoned = !places.zones.empty() || !places.zone_of.empty();
    choice.rule = zoned && is_in_progress(look_up) ? nullptr : held;
    return choice;
}

}  // namespace arc
