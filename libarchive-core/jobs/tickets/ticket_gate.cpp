#include "jobs/tickets/ticket_gate.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/completeness.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "model/finding.hpp"
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
    document.blank_sides = static_cast<int>(counted.blank_pages);
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

struct PapersOnFile {
    std::vector<DocumentOnFile> documents;
    std::vector<std::int64_t> ids;  // of each; 0 for a waiver
};

// The documents first: where one has come, its waiver is not asked.
PapersOnFile papers_on_file(Archive& archive, const Ticket& ticket) {
    PapersOnFile papers;
    for (const CountedDocument& counted : DocumentTable(archive.db()).of_ticket(ticket.id)) {
        papers.documents.push_back(on_file(counted, archive.profile().intake.count_blank_sides));
        papers.ids.push_back(counted.document.id);
    }
    for (const Waiver& waiver : WaiverTable(archive.db()).of_subject(to_text(Thing{ThingKind::ticket, ticket.id}))) {
        papers.documents.push_back(on_file(waiver));
        papers.ids.push_back(0);
    }
    return papers;
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

// As arc-audit names it; the finding is the same that it states of the open ticket.
CheckedSubject checked_subject(Archive& archive, const Ticket& ticket, const PapersOnFile& on_file) {
    CheckedSubject subject;
    subject.thing = {ThingKind::ticket, ticket.id};
    subject.number = ticket.number;
    subject.ticket_type = ticket.type;
    subject.unit = ticket.unit;
    subject.responsible = ticket.responsible;
    subject.document_ids = on_file.ids;
    if (ticket.customer) {
        subject.customer = CustomerTable(archive.db()).find(*ticket.customer)->number;
    }
    return subject;
}

std::vector<Record> findings_of(Archive& archive, const CheckedSubject& subject, const Completeness& completeness) {
    Registers registers(archive);
    std::vector<Record> findings;
    for (const RequirementState& state : completeness.states) {
        if (state.open()) {
            findings.push_back(to_record(finding_of(archive, registers, subject, state)));
        }
    }
    return findings;
}

}  // namespace

GateOutcome ask_ticket_gate(Archive& archive, const Ticket& ticket, const Gate& gate,
                            std::span<const std::string> stages, Instant now) {
    const Profile& profile = archive.profile();
    const WorkCalendar calendar = work_calendar(archive);
    const Facts facts = facts_of(archive, ticket);
    const PapersOnFile filed = papers_on_file(archive, ticket);
    TicketPapers papers;
    papers.completeness = check_completeness({profile, calendar, now}, subject_of(archive, ticket, stages, now),
                                             filed.documents, look_up_in(facts));
    GateOutcome outcome{ask_gate(gate, papers), {}};
    if (std::ranges::count(gate.needs, Need::complete) != 0) {
        outcome.findings = findings_of(archive, checked_subject(archive, ticket, filed), papers.completeness);
    }
    return outcome;
}

bool has_untold_needs(const Gate& gate) {
    return std::ranges::any_of(gate.needs, [](Need need) { return need != Need::complete; });
}

}  // namespace arc
