#include "jobs/tickets/ticket_verbs.hpp"

#include "base/say.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/find/reader_rights.hpp"
#include "jobs/indexing.hpp"
#include "jobs/keeping/follow_retention.hpp"
#include "jobs/permit.hpp"
#include "jobs/tickets/ticket_gate.hpp"
#include "rules/ticket_stages.hpp"

#include <algorithm>

namespace arc {
namespace {

std::span<const std::string> stages_of(const Archive& archive, const Ticket& ticket) {
    const TicketType* type = archive.profile().ticket_type(ticket.type);
    return type == nullptr ? std::span<const std::string>() : std::span<const std::string>(type->stages);
}

// Stages between where the ticket stands and the end, the last one included.
std::vector<std::string> stages_to_the_end(const Archive& archive, const Ticket& ticket) {
    const std::span<const std::string> stages = stages_of(archive, ticket);
    const auto at = std::ranges::find(stages, ticket.stage);
    return {at == stages.end() ? stages.begin() : at + 1, stages.end()};
}

// Now, or the moment that was typed: an instant, or a day (its beginning in the archive's zone, unless it is today).
Instant moment_of(const FilingRun& run, const std::string& text) {
    if (text.empty()) {
        return run.change.now();
    }
    if (const Result<Day> day = parse_day(text)) {
        return past_day(run, text) == run.today() ? run.change.now() : run.archive().zone().start_of(*day);
    }
    const Instant at = parse_instant(text).value_or_throw();
    if (at > run.change.now()) {
        throw Fault(ErrorCode::usage, text, say("is still to come"));
    }
    return at;
}

// Stages are entered one after the other.
void need_order(const FilingRun& run, const Ticket& ticket, Instant at) {
    const std::vector<StageEntry> entries = TicketTable(run.db()).stages(ticket.id);
    const std::string before = entries.empty() ? std::string() : entries.back().entered;
    if (format_instant(at) < before || format_day(run.archive().zone().day_at(at)) < ticket.opened) {
        throw Fault(ErrorCode::refused, name_of(ticket),
                    before.empty() ? say("was opened on {}", ticket.opened)
                                   : say("stage {} was entered at {}", entries.back().stage, before),
                    say("give a later --at"));
    }
}

GateResult gate_result(Ticket& ticket, GateOutcome outcome, Archive& archive) {
    GateResult result{{}, outcome.answer.verdict, outcome.others};
    if (result.verdict != Verdict::refuse) {
        result.answer.push_back(ticket_record(archive, ticket));
    }
    result.answer.insert(result.answer.end(), outcome.findings.begin(), outcome.findings.end());
    return result;
}

void write_ticket(FilingRun& run, const Ticket& ticket) {
    TicketTable(run.db()).update(ticket);
    follow_retention(run.change, {ThingKind::ticket, ticket.id});
    index_ticket(run.archive(), ticket.id);
    run.change.about({ThingKind::ticket, ticket.id});
}

GateResult close_at(FilingRun& run, Ticket ticket, Instant at) {
    require_right(run.archive(), run.caller, Verb::close, rights_target(run.archive(), ticket));
    const std::vector<std::string> rest = stages_to_the_end(run.archive(), ticket);
    const Gate& gate = close_gate(run.archive().profile(), ticket.type);
    const GateOutcome outcome = ask_ticket_gate(run.archive(), ticket, gate, rest, at);
    if (outcome.answer.verdict != Verdict::refuse) {
        if (!rest.empty()) {
            ticket.stage = rest.back();
            TicketTable(run.db()).enter_stage(ticket.id, ticket.stage, format_instant(at));
        }
        ticket.closed = format_day(run.archive().zone().day_at(at));
        write_ticket(run, ticket);
    }
    return gate_result(ticket, outcome, run.archive());
}

}  // namespace

GateResult enter_stage(FilingRun& run, const std::string& number, const std::string& stage, const std::string& at) {
    Ticket ticket = named_ticket(run.archive(), number);
    require_right(run.archive(), run.caller, Verb::change, rights_target(run.archive(), ticket));
    const StageStep step = judge_stage(stages_of(run.archive(), ticket), ticket.stage, stage).value_or_throw();
    if (step.move == StageMove::stay && (!step.last || !ticket.closed.empty())) {
        return {{ticket_record(run.archive(), ticket)}, Verdict::allowed, {}};
    }
    need_open_ticket(run, {ticket.id, {}, {}});
    if (step.move == StageMove::skip || step.move == StageMove::back) {
        need_reason(run, step.move == StageMove::back
                             ? say("{}: back to {}", name_of(ticket), stage)
                             : say("{}: leaves out {}", name_of(ticket), step.skipped.front()));
    }
    const Instant moment = moment_of(run, at);
    need_order(run, ticket, moment);
    if (step.last) {
        return close_at(run, ticket, moment);
    }
    GateOutcome outcome;
    if (step.move != StageMove::back) {
        const Gate& gate = run.archive().profile().advance;
        outcome = ask_ticket_gate(run.archive(), ticket, gate, step.skipped, moment);
    }
    if (outcome.answer.verdict != Verdict::refuse) {
        ticket.stage = stage;
        TicketTable(run.db()).enter_stage(ticket.id, stage, format_instant(moment));
        write_ticket(run, ticket);
    }
    return gate_result(ticket, outcome, run.archive());
}

GateResult close_ticket(FilingRun& run, const std::string& number, const std::string& at) {
    const Ticket ticket = named_ticket(run.archive(), number);
    if (!ticket.closed.empty()) {
        return {{ticket_record(run.archive(), ticket)}, Verdict::allowed, {}};
    }
    const Instant moment = moment_of(run, at);
    need_order(run, ticket, moment);
    return close_at(run, ticket, moment);
}

GateResult check_close(Archive& archive, const Caller& caller, const std::string& number) {
    const Ticket ticket = named_ticket(archive, number);
    require_right(archive, caller, Verb::find, rights_target(archive, ticket));
    GateOutcome outcome = ask_ticket_gate(archive, ticket, close_gate(archive.profile(), ticket.type),
                                          stages_to_the_end(archive, ticket), caller.now());
    return {std::move(outcome.findings), outcome.answer.verdict, std::move(outcome.others)};
}

Answer reopen_ticket(FilingRun& run, const std::string& number) {
    Ticket ticket = named_ticket(run.archive(), number);
    need_reason(run, name_of(ticket));
    require_right(run.archive(), run.caller, Verb::close, rights_target(run.archive(), ticket));
    if (!ticket.closed.empty()) {
        TicketTable tickets(run.db());
        const std::vector<StageEntry> entries = tickets.stages(ticket.id);
        if (entries.size() > 1 && entries.back().stage == ticket.stage) {
            ticket.stage = entries[entries.size() - 2].stage;
            tickets.enter_stage(ticket.id, ticket.stage, format_instant(run.change.now()));
        }
        ticket.closed.clear();
        write_ticket(run, ticket);
    }
    return {ticket_record(run.archive(), ticket)};
}

void list_tickets(Archive& archive, const Caller& caller, const TicketFilter& filter, RecordSink& sink) {
    constexpr std::int64_t group = 500;
    const std::optional<std::int64_t> customer =
        filter.customer.empty() ? std::nullopt : std::optional(named_customer(archive, filter.customer).id);
    TicketTable tickets(archive.db());
    const ReaderRights rights(archive, caller);
    const auto fits = [&](const Ticket& ticket) {
        return (!customer || ticket.customer == customer) && (filter.type.empty() || ticket.type == filter.type) &&
               (filter.state.empty() || ticket.closed.empty() == (filter.state == "open")) &&
               (rights.unlimited() || rights.may(Verb::find, rights_target(archive, ticket)));
    };
    const auto put = [&](const std::vector<Ticket>& found) {
        for (const Ticket& ticket : found) {
            if (fits(ticket)) {
                sink.put(ticket_record(archive, ticket));
            }
        }
    };
    if (customer) {
        put(tickets.of_customer(*customer));
        return;
    }
    for (std::vector<Ticket> rows = tickets.page(0, group); !rows.empty(); rows = tickets.page(rows.back().id, group)) {
        put(rows);
    }
}

}  // namespace arc
