#include "jobs/indexing.hpp"

#include "catalog/document_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/indexer.hpp"

namespace arc {

void index_thing(Archive& archive, Thing thing) {
    Indexer(archive.db(), archive.profile()).put(thing);
}

void index_customer(Archive& archive, std::int64_t id) {
    index_thing(archive, {ThingKind::customer, id});
}

void index_customer_with_all_of_it(Archive& archive, std::int64_t id) {
    Indexer indexer(archive.db(), archive.profile());
    DocumentTable documents(archive.db());
    const auto put_documents = [&](const std::vector<CountedDocument>& found) {
        for (const CountedDocument& one : found) {
            indexer.put(one.document);
        }
    };
    indexer.put({ThingKind::customer, id});
    for (const Ticket& ticket : TicketTable(archive.db()).of_customer(id)) {
        indexer.put(ticket);
        put_documents(documents.of_ticket(ticket.id));
    }
    put_documents(documents.of_customer(id));
}

void index_ticket(Archive& archive, std::int64_t id) {
    index_thing(archive, {ThingKind::ticket, id});
}

void index_document(Archive& archive, std::int64_t id) {
    index_thing(archive, {ThingKind::document, id});
}

void index_volume(Archive& archive, std::int64_t id) {
    index_thing(archive, {ThingKind::volume, id});
}

void index_box(Archive& archive, std::int64_t id) {
    index_thing(archive, {ThingKind::box, id});
}

void index_place(Archive& archive, std::int64_t id) {
    index_thing(archive, {ThingKind::place, id});
}

void index_series(Archive& archive, std::int64_t id) {
    index_thing(archive, {ThingKind::series, id});
}

void index_person(Archive& archive, std::int64_t id) {
    index_thing(archive, {ThingKind::person, id});
}

void index_unit(Archive& archive, std::int64_t id) {
    index_thing(archive, {ThingKind::unit, id});
}

}  // namespace arc
