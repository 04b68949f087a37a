#include "catalog/document_table.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/review_table.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/find/thing_record.hpp"

#include <map>
#include <memory>

namespace arc {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

void put_document(const Profile& profile, Texts& texts, const Document& document) {
    const DocumentType* type = profile.document_type(document.type);
    texts["document.type"] = document.type;
    texts["document.medium"] = type == nullptr ? std::string() : type->medium;
    texts["document.secrecy"] = std::to_string(document.secrecy);
    texts["document.access"] = access_of(profile, document);
}

void put_customer(Texts& texts, const Customer& customer) {
    texts["customer.number"] = customer.number;
    texts["customer.class"] = customer.state.class_name;
    texts["customer.kind"] = customer.state.kind;
    texts["customer.status"] = customer.state.status;
    texts["customer.name"] = customer.state.name;
}

}  // namespace

RightsTarget ThingRecords::target_of(Thing thing) {
    RightsTarget target;
    std::optional<std::int64_t> unit;
    std::optional<std::int64_t> customer_id;
    const auto texts = std::make_shared<Texts>();
    // Entries and reviews tell of what they are about, and a page shows its document.
    if (thing.kind == ThingKind::entry) {
        const std::optional<Entry> entry = EntryTable(archive_->db()).find(thing.id);
        thing = entry ? parse_thing(entry->subject).value_or_throw() : thing;
    }
    if (thing.kind == ThingKind::review) {
        const std::optional<Review> review = ReviewTable(archive_->db()).find(thing.id);
        thing = review ? Thing{ThingKind::document, review->document} : thing;
    }
    if (thing.kind == ThingKind::page) {
        const std::optional<Page> page = PageTable(archive_->db()).find(thing.id);
        thing = page && page->document != 0 ? Thing{ThingKind::document, page->document} : thing;
    }
    if (thing.kind == ThingKind::document) {
        const std::optional<Document> document = DocumentTable(archive_->db()).find(thing.id);
        if (document) {
            target.type = document->type;
            target.secrecy = document->secrecy;
            target.document = document->id;
            customer_id = document->customer;
            put_document(archive_->profile(), *texts, *document);
            if (document->ticket) {
                thing = {ThingKind::ticket, *document->ticket};
            }
        }
    }
    if (thing.kind == ThingKind::ticket) {
        if (const std::optional<Ticket>& found = ticket(thing.id)) {
            target.stage = found->stage;
            target.responsible = registers_.person_code(found->responsible);
            unit = unit_of(*found);
            customer_id = found->customer;
        }
    }
    if (thing.kind == ThingKind::customer) {
        customer_id = thing.id;
    }
    target.customer = customer_id.value_or(0);
    if (customer_id) {
        if (const std::optional<Customer>& owner = customer(*customer_id)) {
            unit = unit ? unit : owner->state.unit;
            target.holder = registers_.person_code(owner->responsible);
            put_customer(*texts, *owner);
        }
    }
    if (unit) {
        target.unit_path = registers_.unit_path(unit);
    }
    if (!texts->empty()) {
        target.look_up = [texts](std::string_view path) -> std::optional<std::string_view> {
            const auto found = texts->find(path);
            return found == texts->end() || found->second.empty() ? std::nullopt
                                                                  : std::optional<std::string_view>(found->second);
        };
    }
    return target;
}

}  // namespace arc
