#include "jobs/tickets/ticket_gate.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "record/record_codec.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string field_of(const std::string& fields, std::string_view name) {
    for (const auto& [key, value] : decode_fields(fields)) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

DocumentOnFile on_file(const CountedDocument& counted, bool count_blank) {
    DocumentOnFile document;
    const std::string form = field_of(counted.document.fields, "form");
    document.type = counted.document.type;
    document.form = form == "copy"       ? DocumentForm::copy
                    : form == "original" ? DocumentForm::original
                                         : DocumentForm::any;
    document.compared = !field_of(counted.document.fields, "compared").empty();
    document.imaged_sides = static_cast<int>(counted.pages + (count_blank ? counted.blank_pages : 0));
    if (counted.document.sides) {
        document.declared_sides = static_cast<int>(*counted.document.sides);
    }
    document.provisional = counted.provisional;
    return document;
}

DocumentOnFile on_file(const Waiver& waiver) {
    DocumentOnFile document;
    document.type = waiver.type;
    document.waived = true;
    if (!waiver.until.empty()) {
        document.waived_until = parse_day(waiver.until).value_or_throw();
    }
    return document;
}

// The documents first: where one has come, its waiver is not asked.
std::vector<DocumentOnFile> documents_on_file(Archive& archive, const Ticket& ticket) {
    std::vector<DocumentOnFile> documents;
    for (const CountedDocument& counted : DocumentTable(archive.db()).of_ticket(ticket.id)) {
        documents.push_back(on_file(counted, archive.profile().intake.count_blank_sides));
    }
    for (const Waiver& waiver : WaiverTable(archive.db()).of_subject(to_text(Thing{ThingKind::ticket, ticket.id}))) {
        documents.push_back(on_file(waiver));
    }
    return documents;
}

FiledSubject subject_of(Archive& archive, const Ticket& ticket, std::span<const std::string> stages, Instant now) {
    FiledSubject subject;
    subject.of = Noun::ticket;
    subject.type = ticket.type;
    subject.opened = archive.zone().start_of(parse_day(ticket.opened).value_or_throw());
    for (const StageEntry& entry : TicketTable(archive.db()).stages(ticket.id)) {
        subject.stages.push_back({entry.stage, parse_instant(entry.entered).value_or_throw()});
    }
    for (const std::string& stage : stages) {
        subject.stages.push_back({stage, now});
    }
    return subject;
}

std::string customer_number(Archive& archive, const Ticket& ticket) {
    return ticket.customer ? CustomerTable(archive.db()).find(*ticket.customer)->number : std::string();
}

Record finding(Archive& archive, const Ticket& ticket, const RequirementState& state) {
    return {"finding",
            {{"subject", to_text(Thing{ThingKind::ticket, ticket.id})},
             {"ticket", ticket.number},
             {"customer", text_or_null(customer_number(archive, ticket))},
             {"document_type", state.type},
             {"status", to_text(state.status)},
             {"deadline", state.due ? Value(format_day(archive.zone().day_at(*state.due))) : Value()},
             {"light", to_text(state.light)},
             {"text", state.reason}}};
}

}  // namespace

GateOutcome ask_ticket_gate(Archive& archive, const Ticket& ticket, const Gate& gate,
                            std::span<const std::string> stages, Instant now) {
    const Profile& profile = archive.profile();
    const WorkCalendar calendar(profile.calendar);
    const Facts facts = facts_of(archive, ticket);
    const std::vector<DocumentOnFile> documents = documents_on_file(archive, ticket);
    TicketPapers papers;
    papers.completeness = check_completeness({profile, calendar, now}, subject_of(archive, ticket, stages, now),
                                             documents, look_up_in(facts));
    GateOutcome outcome{ask_gate(gate, papers), {}};
    if (std::ranges::count(gate.needs, Need::complete) != 0) {
        for (const RequirementState& state : papers.completeness.states) {
            if (state.open()) {
                outcome.findings.push_back(finding(archive, ticket, state));
            }
        }
    }
    return outcome;
}

bool has_untold_needs(const Gate& gate) {
    return std::ranges::any_of(gate.needs, [](Need need) { return need != Need::complete; });
}

}  // namespace arc
