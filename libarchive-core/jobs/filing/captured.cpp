#include "jobs/filing/captured.hpp"

#include "catalog/ticket_table.hpp"

namespace arc {

std::optional<Capture> capture_of(Archive& archive, const CountedDocument& counted) {
    if (!counted.document.ticket || counted.first_captured.empty()) {
        return std::nullopt;
    }
    TicketTable tickets(archive.db());
    const Ticket ticket = tickets.find(*counted.document.ticket).value();
    std::vector<StageAt> stages;
    for (const StageEntry& entry : tickets.stages(ticket.id)) {
        stages.push_back({entry.stage, parse_instant(entry.entered).value_or_throw()});
    }
    const Instant captured = parse_instant(counted.first_captured).value_or_throw();
    const std::optional<Day> closed =
        ticket.closed.empty() ? std::nullopt : std::optional(parse_day(ticket.closed).value_or_throw());
    return judge_capture(captured, archive.zone().day_at(captured), stages, closed);
}

}  // namespace arc
