#include "jobs/handover/change_keeper.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/ticket_table.hpp"

namespace arc {
namespace {

bool is_with(std::optional<std::int64_t> holder, std::optional<std::int64_t> giver) {
    return !giver || !holder || holder == giver;
}

}  // namespace

void change_keeper(FilingRun& run, Thing thing, std::optional<std::int64_t> giver, std::int64_t taker) {
    if (thing.kind == ThingKind::customer) {
        CustomerTable customers(run.db());
        if (is_with(customers.find(thing.id).value().responsible, giver)) {
            customers.assign(thing.id, taker);
        }
    } else if (thing.kind == ThingKind::ticket) {
        TicketTable tickets(run.db());
        Ticket ticket = tickets.find(thing.id).value();
        if (is_with(ticket.responsible, giver)) {
            ticket.responsible = taker;
            tickets.update(ticket);
        }
    } else if (thing.kind == ThingKind::place) {
        PlaceTable places(run.db());
        Place place = places.find(thing.id).value();
        if (is_with(place.keeper, giver)) {
            place.keeper = taker;
            places.put(place);
        }
    }
}

}  // namespace arc
