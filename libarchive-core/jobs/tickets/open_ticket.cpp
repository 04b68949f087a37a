#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/name_things.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/indexing.hpp"
#include "jobs/permit.hpp"
#include "jobs/tickets/ticket_verbs.hpp"
#include "rules/field_entry.hpp"
#include "rules/field_values.hpp"
#include "rules/ticket_stages.hpp"

#include <algorithm>

namespace arc {
namespace {

const TicketType& need_type(const Profile& profile, const std::string& type) {
    if (const TicketType* known = profile.ticket_type(type)) {
        return *known;
    }
    std::vector<std::string> names;
    std::ranges::transform(profile.ticket_types, std::back_inserter(names), &TicketType::name);
    const std::string near = nearest(type, names);
    throw Fault(ErrorCode::usage, type, say("the profile has no such type of ticket"),
                near.empty() ? say("it has {}", join(names, ", ")) : say("did you mean {}?", near));
}

std::string checked_number(const Profile& profile, const std::string& typed) {
    std::string number = fold_code(typed);
    if (number.empty() || (profile.tickets.number && !profile.tickets.number->fits(number))) {
        throw Fault(
            ErrorCode::usage, typed, say("not a ticket number"),
            profile.tickets.number ? say("it must be of the form {}", profile.tickets.number->text()) : std::string());
    }
    return number;
}

std::optional<std::int64_t> checked_customer(FilingRun& run, const TicketType& type, const std::string& typed) {
    if (typed.empty()) {
        if (run.archive().profile().subject.kind == SubjectKind::none) {
            return std::nullopt;
        }
        throw Fault(ErrorCode::usage, say("--customer"), say("missing"), say("name whom the ticket is about"));
    }
    const Customer customer = named_customer(run.archive(), typed);
    const Facts facts = facts_of(run.archive(), customer);
    const ConditionAnswer answer = evaluate(type.customers, look_up_in(facts));
    if (!answer.holds && !answer.unknown) {
        throw Fault(ErrorCode::refused, name_of(customer),
                    say("cannot have a ticket of type {}: {}", type.name, answer.reason()));
    }
    return customer.id;
}

std::string checked_stage(const TicketType& type, const std::string& typed) {
    if (typed.empty()) {
        return type.stages.empty() ? std::string() : type.stages.front();
    }
    judge_stage(type.stages, "", typed).value_or_throw();
    return typed;
}

void set_fields(FilingRun& run, const TicketType& type, Ticket& ticket, const std::vector<std::string>& entries) {
    const Profile& profile = run.archive().profile();
    const std::vector<const Field*> declared = fields_of(profile, type);
    for (const FieldEntry& entry : parse_entries(entries).value_or_throw()) {
        const Field& field = *need_field(declared, entry.name).value_or_throw();
        if (field.built_in) {
            throw Fault(ErrorCode::usage, say("field {}", field.name), say("has an option of its own"),
                        say("give --{}", field.name));
        }
        const TakenValue taken = take_value(profile, field, entry.value).value_or_throw();
        if (!taken.doubt.empty()) {
            run.reporter.notice(say("{}: field {}: {}", name_of(ticket), field.name, taken.doubt));
        }
        ticket.fields = with_field(run.change, ticket.fields, field, taken.value);
    }
    const Facts facts = facts_of(run.archive(), ticket);
    const std::vector<const Field*> blank = blank_fields(declared, "ticket", look_up_in(facts));
    if (!blank.empty()) {
        throw Fault(ErrorCode::refused, name_of(ticket), say("{} is wanted", blank.front()->name),
                    say("give it with --field {}=…", blank.front()->name));
    }
}

bool is_same(const Ticket& known, const Ticket& wanted) {
    return known.type == wanted.type && known.customer == wanted.customer && known.opened == wanted.opened &&
           known.fields == wanted.fields && known.unit == wanted.unit && known.responsible == wanted.responsible;
}

}  // namespace

Answer open_ticket(FilingRun& run, const TicketRequest& request) {
    Archive& archive = run.archive();
    const TicketType& type = need_type(archive.profile(), request.type);
    TicketTable tickets(run.db());
    Ticket ticket;
    ticket.number = checked_number(archive.profile(), request.number);
    const std::optional<Ticket> known = tickets.find(ticket.number);
    ticket.type = type.name;
    ticket.customer = checked_customer(run, type, request.customer);
    ticket.opened = known && request.opened.empty() ? known->opened : format_day(past_day(run, request.opened));
    ticket.stage = checked_stage(type, request.stage);
    if (!request.unit.empty()) {
        ticket.unit = named_unit(archive, request.unit).id;
    }
    if (!request.responsible.empty()) {
        ticket.responsible = named_person(archive, request.responsible).id;
    }
    ticket.fields = known ? known->fields : ticket.fields;
    set_fields(run, type, ticket, request.fields);
    require_right(archive, run.caller, Verb::change, rights_target(archive, ticket));
    if (known) {
        if (!is_same(*known, ticket)) {
            throw Fault(ErrorCode::refused, name_of(ticket),
                        say("is there already: {}, opened {}", known->type, known->opened), say("check the number"));
        }
        return {ticket_record(archive, *known)};
    }
    ticket.id = tickets.add(ticket);
    if (!ticket.stage.empty()) {
        const bool today = ticket.opened == format_day(run.today());
        const Instant entered =
            today ? run.change.now() : archive.zone().start_of(parse_day(ticket.opened).value_or_throw());
        tickets.enter_stage(ticket.id, ticket.stage, format_instant(entered));
    }
    index_ticket(archive, ticket.id);
    run.change.about({ThingKind::ticket, ticket.id});
    return {ticket_record(archive, ticket)};
}

}  // namespace arc
