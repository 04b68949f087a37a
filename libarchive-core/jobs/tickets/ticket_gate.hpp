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
    std::vector<Record> findings;     // what is not complete, one a reason
    std::vector<std::string> others;  // the other reasons: what has not passed its quality gates
};

// Holds the ticket's papers against the gate as though these stages, too, were entered now: what they make due must be
// there.
GateOutcome ask_ticket_gate(Archive& archive, const Ticket& ticket, const Gate& gate,
                            std::span<const std::string> stages, Instant now);

}  // namespace arc
