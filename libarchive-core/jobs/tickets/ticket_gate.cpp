#include "jobs/tickets/ticket_gate.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/completeness.hpp"
#include "jobs/audit/paper_on_file.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "model/finding.hpp"

#include <algorithm>

namespace arc {
namespace {

FiledPaper filed(const CountedDocument& counted) {
    const Document& document = counted.document;
    return {document.id,   document.type,       document.sides,     document.fields,
            counted.pages, counted.blank_pages, counted.provisional};
}

struct PapersOnFile {
    std::vector<DocumentOnFile> documents;
    std::vector<std::int64_t> ids;  // of each; 0 for a waiver
};

// The documents first: where one has come, its waiver is not asked.
PapersOnFile papers_on_file(Archive& archive, const Ticket& ticket) {
    PapersOnFile papers;
    for (const CountedDocument& counted : DocumentTable(archive.db()).of_ticket(ticket.id)) {
        papers.documents.push_back(paper_on_file(archive.profile(), filed(counted)));
        papers.ids.push_back(counted.document.id);
    }
    for (const Waiver& waiver : WaiverTable(archive.db()).of_subject(to_text(Thing{ThingKind::ticket, ticket.id}))) {
        papers.documents.push_back(waiver_on_file(waiver));
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
