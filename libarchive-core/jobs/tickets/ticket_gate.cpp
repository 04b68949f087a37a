#include "jobs/tickets/ticket_gate.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/audit/completeness.hpp"
#include "jobs/audit/paper_on_file.hpp"
#include "jobs/audit/work_calendar.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/handover/handover_facts.hpp"
#include "jobs/review/document_gates.hpp"
#include "model/finding.hpp"

#include <algorithm>

namespace arc {
namespace {

FiledPaper filed(Archive& archive, const CountedDocument& counted) {
    const Document& document = counted.document;
    const std::string subject = to_text(Thing{ThingKind::document, document.id});
    const bool compared = EntryTable(archive.db()).last_done(subject, std::string(copy_check)).has_value();
    return {document.id,   document.type,       document.sides,      document.fields,
            counted.pages, counted.blank_pages, counted.provisional, compared};
}

struct PapersOnFile {
    std::vector<DocumentOnFile> documents;
    std::vector<std::int64_t> ids;  // of each; 0 for a waiver
};

// The documents first: where one has come, its waiver is not asked.
PapersOnFile papers_on_file(Archive& archive, const Ticket& ticket) {
    PapersOnFile papers;
    for (const CountedDocument& counted : DocumentTable(archive.db()).of_ticket(ticket.id)) {
        papers.documents.push_back(paper_on_file(archive.profile(), filed(archive, counted)));
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

// Of each document the first quality gate that it has not passed.
std::vector<std::string> not_reviewed(Archive& archive, const Ticket& ticket) {
    std::vector<std::string> waiting;
    for (const CountedDocument& counted : DocumentTable(archive.db()).of_ticket(ticket.id)) {
        if (std::string where = gate_in_the_way(archive, counted); !where.empty()) {
            waiting.push_back(std::move(where));
        }
    }
    return waiting;
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
    std::vector<Record> lacking;
    if (std::ranges::count(gate.needs, Need::handed_over) != 0) {
        lacking = handover_findings(archive, ticket.id);
        for (const Record& finding : lacking) {
            papers.not_handed_over.push_back(Value(finding.fields).text_of("document_type"));
        }
    }
    if (std::ranges::count(gate.needs, Need::reviewed) != 0) {
        papers.not_reviewed = not_reviewed(archive, ticket);
    }
    GateOutcome outcome{ask_gate(gate, papers), {}, {}};
    if (std::ranges::count(gate.needs, Need::complete) != 0) {
        outcome.findings = findings_of(archive, checked_subject(archive, ticket, filed), papers.completeness);
    }
    outcome.findings.insert(outcome.findings.end(), lacking.begin(), lacking.end());
    const std::vector<std::string>& reasons = outcome.answer.reasons;
    outcome.others.assign(reasons.begin() + static_cast<std::ptrdiff_t>(outcome.findings.size()), reasons.end());
    return outcome;
}

}  // namespace arc
