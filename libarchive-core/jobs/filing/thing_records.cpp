#include "jobs/filing/thing_records.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/handover_query.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/captured.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/filing/tell_document.hpp"
#include "record/page_record.hpp"
#include "record/record_codec.hpp"

#include <charconv>

namespace arc {
namespace {

constexpr const char* mask = "***";

Value fields_value(const std::string& encoded) {
    Object fields;
    for (auto& [name, value] : decode_fields(encoded)) {
        fields.emplace_back(name, value.starts_with("hmac:") ? Value(mask) : Value(std::move(value)));
    }
    return fields;
}

Value unit_value(Archive& archive, std::optional<std::int64_t> id) {
    const std::optional<Unit> unit = id ? UnitTable(archive.db()).find(*id) : std::nullopt;
    return unit ? Value(unit->code) : Value();
}

Value person_value(Archive& archive, std::optional<std::int64_t> id) {
    const std::optional<Person> person = id ? PersonTable(archive.db()).find(*id) : std::nullopt;
    return person ? Value(person->code) : Value();
}

Value medium_value(const Profile& profile, const std::string& document_type) {
    const DocumentType* type = profile.document_type(document_type);
    return type == nullptr ? Value() : Value(type->medium);
}

Value customer_value(Archive& archive, std::optional<std::int64_t> id) {
    const std::optional<Customer> customer = id ? CustomerTable(archive.db()).find(*id) : std::nullopt;
    return customer ? Value(customer->number) : Value();
}

Value ticket_value(Archive& archive, std::optional<std::int64_t> id) {
    const std::optional<Ticket> ticket = id ? TicketTable(archive.db()).find(*id) : std::nullopt;
    return ticket ? Value(ticket->number) : Value();
}

Value series_value(Archive& archive, std::optional<std::int64_t> id) {
    const std::optional<SeriesNode> node = id ? SeriesTable(archive.db()).find(*id) : std::nullopt;
    return node ? Value(node->code) : Value();
}

}  // namespace

Record ticket_record(Archive& archive, const Ticket& ticket) {
    return {"ticket",
            {{"id", ticket.id},
             {"number", ticket.number},
             {"customer", customer_value(archive, ticket.customer)},
             {"type", ticket.type},
             {"stage", text_or_null(ticket.stage)},
             {"opened", ticket.opened},
             {"closed", text_or_null(ticket.closed)},
             {"responsible", person_value(archive, ticket.responsible)},
             {"unit", unit_value(archive, ticket.unit)},
             {"fields", fields_value(ticket.fields)}}};
}

Record customer_record(Archive& archive, const Customer& customer) {
    const CustomerState& state = customer.state;
    return {"customer",
            {{"id", customer.id},
             {"number", customer.number},
             {"name", state.name},
             {"class", text_or_null(state.class_name)},
             {"kind", text_or_null(state.kind)},
             {"unit", unit_value(archive, state.unit)},
             {"status", text_or_null(state.status)},
             {"address", text_or_null(state.address)},
             {"legal_entity", text_or_null(state.legal_entity)},
             {"since", state.since},
             {"opened", text_or_null(customer.opened)},
             {"closed", text_or_null(customer.closed)},
             {"responsible", person_value(archive, customer.responsible)},
             {"fields", fields_value(state.fields)}}};
}

Record whole_document_record(Archive& archive, const Document& document) {
    Record record = document_record(archive, document);
    const std::optional<Capture> capture = capture_of(archive, DocumentTable(archive.db()).counted(document));
    record.fields.insert(record.fields.end(), {{"author", text_or_null(document.author)},
                                               {"medium", medium_value(archive.profile(), document.type)},
                                               {"paper", text_or_null(document.paper)},
                                               {"captured", capture ? Value(to_text(capture->time)) : Value()},
                                               {"handed_over", HandoverQuery(archive.db()).is_handed_over(document.id)},
                                               {"secrecy", document.secrecy},
                                               {"secret_until", text_or_null(document.secret_until)},
                                               {"classified_by", person_value(archive, document.classified_by)},
                                               {"access", text_or_null(access_of(archive.profile(), document))},
                                               {"fields", fields_value(document.fields)},
                                               {"retention", text_or_null(document.retention)},
                                               {"keep_until", text_or_null(document.keep_until)},
                                               {"late_reason", text_or_null(document.late_reason)},
                                               {"withdrawn", text_or_null(document.withdrawn)}});
    return record;
}

Record waiver_record(Archive& archive, const Waiver& waiver) {
    return {"waiver",
            {{"id", waiver.id},
             {"subject", waiver.subject},
             {"number", number_of_subject(archive, waiver.subject)},
             {"document_type", waiver.type},
             {"until", text_or_null(waiver.until)},
             {"by", waiver.by},
             {"reason", waiver.reason},
             {"granted", waiver.granted},
             {"withdrawn", text_or_null(waiver.withdrawn)}}};
}

Record filed_page_record(Archive& archive, std::int64_t page) {
    const Page filed = PageTable(archive.db()).find(page).value();
    Record record = page_record(filed, "known");
    record.fields.emplace_back("role", to_text(filed.role));
    record.fields.emplace_back("document", filed.document == 0 ? Value() : Value(filed.document));
    record.fields.emplace_back("position", filed.position == 0 ? Value() : Value(filed.position));
    record.fields.emplace_back("reason", text_or_null(filed.reason));
    return record;
}

std::string number_of_subject(Archive& archive, const std::string& subject) {
    const std::size_t colon = subject.find(':');
    const Result<ThingKind> kind = parse_thing_kind(subject.substr(0, colon));
    std::int64_t id = 0;
    if (!kind || colon == std::string::npos ||
        std::from_chars(subject.data() + colon + 1, subject.data() + subject.size(), id).ec != std::errc()) {
        return subject;
    }
    const Value number = *kind == ThingKind::ticket     ? ticket_value(archive, id)
                         : *kind == ThingKind::customer ? customer_value(archive, id)
                         : *kind == ThingKind::series   ? series_value(archive, id)
                                                        : Value();
    const std::string* text = number.as_text();
    return text == nullptr ? subject : *text;
}

}  // namespace arc
