#include "jobs/handover/handover_facts.hpp"

#include "base/local_text.hpp"
#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/handover_query.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/find/registers.hpp"
#include "jobs/find/resolve_thing.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/handover/list_things.hpp"
#include "model/finding.hpp"

namespace arc {
namespace {

std::string title_of(const Profile& profile, const std::string& type) {
    const DocumentType* known = profile.document_type(type);
    return known == nullptr || known->title.chinese().empty() ? type : known->title.chinese();
}

Finding not_handed_over(Archive& archive, Registers& registers, const Ticket& ticket, const Document& document) {
    const std::optional<Customer> customer =
        ticket.customer ? CustomerTable(archive.db()).find(*ticket.customer) : std::nullopt;
    Finding finding;
    finding.code = &finding_code("A01", "not-handed-over");
    finding.subject = fmt::format("ticket:{}", ticket.number);
    finding.detail = fmt::format("document:{}", document.id);
    finding.ticket = ticket.number;
    finding.customer = customer ? customer->number : std::string();
    finding.document_type = document.type;
    finding.stage = ticket.stage;
    finding.unit = registers.unit_code(ticket.unit);
    finding.owner = registers.person_code(ticket.responsible);
    finding.text = say("{}: not handed over", title_of(archive.profile(), document.type));
    finding.more.emplace_back("status", "not-handed-over");
    finding.more.emplace_back("document", document.id);
    return finding;
}

Record todo_record(std::string_view kind, const std::string& what, const std::string& reason, const std::string& next) {
    return {
        "todo",
        {{"kind", kind}, {"batch", nullptr}, {"what", what}, {"reason", reason}, {"after", nullptr}, {"next", next}}};
}

bool is_still_valid(Archive& archive, Thing thing) {
    if (thing.kind != ThingKind::document) {
        return true;
    }
    const std::optional<Document> document = DocumentTable(archive.db()).find(thing.id);
    return document && document->withdrawn.empty() && document->destroyed.empty();
}

}  // namespace

std::vector<GivenNotTaken> given_not_taken(Archive& archive, Instant now) {
    std::vector<GivenNotTaken> all;
    for (Handover& list : HandoverTable(archive.db()).list(HandoverState::given)) {
        GivenNotTaken given;
        given.age = now - parse_instant(list.given).value_or_throw();
        given.due = taking_due(archive, list);
        given.late = given.due && now > *given.due;
        given.list = std::move(list);
        all.push_back(std::move(given));
    }
    return all;
}

void for_each_never_handed_over(Archive& archive,
                                const std::function<bool(std::int64_t ticket, std::int64_t document)>& found) {
    HandoverQuery(archive.db()).for_each_never_handed_over(found);
}

std::vector<Record> handover_findings(Archive& archive, std::int64_t ticket_id) {
    Registers registers(archive);
    const Ticket ticket = TicketTable(archive.db()).find(ticket_id).value();
    std::vector<Record> findings;
    for (const std::int64_t id : HandoverQuery(archive.db()).not_handed_over(ticket_id)) {
        const Document document = DocumentTable(archive.db()).find(id).value();
        findings.push_back(to_record(not_handed_over(archive, registers, ticket, document)));
    }
    return findings;
}

void list_handover_todo(Archive& archive, RecordSink& sink) {
    for (const HandoverItem& item : HandoverQuery(archive.db()).sent_back()) {
        if (is_still_valid(archive, item.thing)) {
            sink.put(
                todo_record("sent-back", words_for(archive, item.thing), handover_words(archive, item.thing),
                            fmt::format("arc-file handover open {}", shell_word(name_of(archive.db(), item.thing)))));
        }
    }
    HandoverTable table(archive.db());
    for (const Handover& list : table.list(HandoverState::given)) {
        const std::optional<Instant> due = taking_due(archive, list);
        const std::string giver = signer_names(archive, list, HandoverSide::giver);
        const std::string given = local_time(list.given, archive.zone());
        sink.put(todo_record(
            "given", say("list {}", list.code),
            due ? say("given by {} at {}, to be taken by {}", giver, given, local_time(*due, archive.zone()))
                : say("given by {} at {}", giver, given),
            fmt::format("arc-file handover take {}", list.code)));
    }
    for (const Handover& list : table.list(HandoverState::open)) {
        const auto lines = static_cast<std::int64_t>(table.items(list.id).size());
        sink.put(todo_record("open-list", say("list {}", list.code), say("{} lines, not given yet", lines),
                             fmt::format("arc-file handover give {}", list.code)));
    }
}

}  // namespace arc
