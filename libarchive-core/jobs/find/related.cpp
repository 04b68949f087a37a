#include "jobs/find/related.hpp"

#include "catalog/document_table.hpp"
#include "catalog/find_query.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/thing_query.hpp"

namespace arc {
namespace {

class Neighbours {
public:
    Neighbours(Archive& archive, ThingRecords& records, Thing thing, std::int64_t limit, RecordSink& sink)
        : archive_(&archive), records_(&records), thing_(thing), limit_(limit), sink_(&sink), query_(archive.db()) {}

    bool run() {
        above();
        below();
        return more_;
    }

private:
    void put(ThingKind kind, std::optional<std::int64_t> id) {
        if (!id || more_) {
            return;
        }
        if (shown_ == limit_) {
            more_ = true;
            return;
        }
        if (const std::optional<Record> record = records_->record({kind, *id})) {
            sink_->put(*record);
            ++shown_;
        }
    }
    void put_all(ThingKind kind, const std::vector<std::int64_t>& ids) {
        for (const std::int64_t id : ids) {
            put(kind, id);
        }
    }
    void put_pointing(ThingKind kind, std::string_view column) {
        put_all(kind, query_.pointing(kind, column, thing_.id, limit_ + 1));
    }
    void put_found(ThingKind kind, const FindFilter& filter) {
        FindQuery(archive_->db()).for_each(kind, filter, [&](std::int64_t id) {
            put(kind, id);
            return !more_;
        });
    }

    void above() {
        Db& db = archive_->db();
        if (thing_.kind == ThingKind::ticket) {
            const std::optional<Ticket> ticket = records_->ticket(thing_.id);
            put(ThingKind::customer, ticket->customer);
            put(ThingKind::person, ticket->responsible);
        } else if (thing_.kind == ThingKind::document) {
            const std::optional<Document> document = DocumentTable(db).find(thing_.id);
            const std::optional<Ticket> ticket = document->ticket ? records_->ticket(*document->ticket) : std::nullopt;
            put(ThingKind::customer, document->customer ? document->customer
                                     : ticket           ? ticket->customer
                                                        : std::nullopt);
            put(ThingKind::ticket, document->ticket);
            put_all(ThingKind::ticket, query_.served_tickets(thing_.id));
            put(ThingKind::series, document->series);
            put(ThingKind::volume, document->volume);
        } else if (thing_.kind == ThingKind::page) {
            const std::optional<Page> page = PageTable(db).find(thing_.id);
            put(ThingKind::batch, page->batch);
            put(ThingKind::document, page->document == 0 ? std::nullopt : std::optional(page->document));
        } else if (thing_.kind == ThingKind::volume) {
            const std::optional<Volume> volume = VolumeTable(db).find(thing_.id);
            put(ThingKind::box, volume->box);
            put(ThingKind::place, volume->place);
        } else if (thing_.kind == ThingKind::box) {
            put(ThingKind::place, BoxTable(db).find(thing_.id)->place);
        } else if (thing_.kind == ThingKind::place) {
            put(ThingKind::place, PlaceTable(db).find(thing_.id)->parent);
        } else if (thing_.kind == ThingKind::series) {
            put(ThingKind::series, SeriesTable(db).find(thing_.id)->parent);
        } else if (thing_.kind == ThingKind::customer) {
            const std::optional<Customer> customer = records_->customer(thing_.id);
            put(ThingKind::unit, customer->state.unit);
            put(ThingKind::person, customer->responsible);
        } else if (thing_.kind == ThingKind::person) {
            put(ThingKind::unit, PersonTable(db).find(thing_.id)->unit);
        } else if (thing_.kind == ThingKind::unit) {
            put(ThingKind::unit, records_->registers().unit(thing_.id)->parent);
        }
    }

    void below() {
        FindFilter filter;
        switch (thing_.kind) {
            case ThingKind::customer:
                filter.must.customers = {thing_.id};
                put_found(ThingKind::ticket, filter);
                put_found(ThingKind::document, filter);
                break;
            case ThingKind::ticket:
                filter.must.tickets = {thing_.id};
                put_found(ThingKind::document, filter);
                break;
            case ThingKind::document:
                for (const auto& [handover, item] : HandoverTable(archive_->db()).of_thing(thing_)) {
                    put(ThingKind::handover, handover.id);
                }
                put_pointing(ThingKind::page, "document");
                break;
            case ThingKind::handover:
                for (const HandoverItem& item : HandoverTable(archive_->db()).items(thing_.id)) {
                    put(item.thing.kind, item.thing.id);
                }
                break;
            case ThingKind::volume:
                put_pointing(ThingKind::document, "volume");
                break;
            case ThingKind::box:
                put_pointing(ThingKind::volume, "box");
                break;
            case ThingKind::place:
                put_pointing(ThingKind::place, "parent");
                put_pointing(ThingKind::box, "place");
                put_pointing(ThingKind::volume, "place");
                break;
            case ThingKind::series:
                put_pointing(ThingKind::series, "parent");
                put_pointing(ThingKind::document, "series");
                break;
            case ThingKind::person:
                put_pointing(ThingKind::customer, "responsible");
                put_pointing(ThingKind::ticket, "responsible");
                break;
            case ThingKind::unit:
                put_pointing(ThingKind::unit, "parent");
                put_pointing(ThingKind::person, "unit");
                filter.must.units = {thing_.id};
                put_found(ThingKind::customer, filter);
                put_found(ThingKind::ticket, filter);
                break;
            case ThingKind::batch:
                put_all(ThingKind::document, query_.documents_of_batch(thing_.id, limit_ + 1));
                break;
            default:
                break;
        }
    }

    Archive* archive_;
    ThingRecords* records_;
    Thing thing_;
    std::int64_t limit_;
    RecordSink* sink_;
    ThingQuery query_;
    std::int64_t shown_ = 0;
    bool more_ = false;
};

}  // namespace

bool put_related(Archive& archive, ThingRecords& records, Thing thing, std::int64_t limit, RecordSink& sink) {
    return Neighbours(archive, records, thing, limit, sink).run();
}

}  // namespace arc
