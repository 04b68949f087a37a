#pragma once

#include "jobs/archive.hpp"
#include "model/thing.hpp"
#include "model/ticket.hpp"
#include "model/value.hpp"
#include "rules/close_ticket.hpp"

#include <span>
#include <string>
#include <vector>

namespace arc {

// What stands in the way of a ticket, as the gate judges it.
struct GateOutcome {
    GateAnswer answer;
    std::vector<Record> findings;  // one a reason
};

// Holds the ticket's papers against the gate as though these stages, too, were entered now: what they make due must be
// there. Handing over and reviews are not on record yet, so no gate asks for them.
GateOutcome ask_ticket_gate(Archive& archive, const Ticket& ticket, const Gate& gate,
                            std::span<const std::string> stages, Instant now);

// True when the gate needs what no record tells of yet.
bool has_untold_needs(const Gate& gate);

}  // namespace arc
