#include "jobs/filing/tell_document.hpp"

#include "catalog/customer_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/filing/thing_facts.hpp"

namespace arc {
namespace {

Value number_or_null(std::optional<std::int64_t> number) {
    return number ? Value(*number) : Value();
}

}  // namespace

Record document_record(Archive& archive, const Document& document) {
    Db& db = archive.db();
    const CountedDocument counted = DocumentTable(db).counted(document);
    const DocumentType* type = archive.profile().document_type(document.type);
    const std::optional<Ticket> ticket = document.ticket ? TicketTable(db).find(*document.ticket) : std::nullopt;
    std::optional<std::int64_t> customer_id = ticket ? ticket->customer : document.customer;
    const std::optional<Customer> customer = customer_id ? CustomerTable(db).find(*customer_id) : std::nullopt;
    const std::optional<SeriesNode> series = document.series ? SeriesTable(db).find(*document.series) : std::nullopt;
    Record record{"document", {}};
    record.fields = {{"id", document.id},
                     {"type", document.type},
                     {"type_title", type == nullptr ? Value() : text_or_null(type->title.zh)},
                     {"ticket", ticket ? Value(ticket->number) : Value()},
                     {"customer", customer ? Value(customer->number) : Value()},
                     {"customer_name", customer ? Value(customer->state.name) : Value()},
                     {"series", series ? Value(series->code) : Value()},
                     {"number", text_or_null(printed_number(archive, document))},
                     {"title", text_or_null(document.title)},
                     {"date", text_or_null(document.dated)},
                     {"pages", counted.pages},
                     {"blank_pages", counted.blank_pages},
                     {"sheets", number_or_null(document.sheets)},
                     {"sides", number_or_null(document.sides)},
                     {"provisional", counted.provisional}};
    return record;
}

}  // namespace arc
