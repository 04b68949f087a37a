#include "jobs/find/thing_record.hpp"

#include "base/say.hpp"
#include "catalog/batch_table.hpp"
#include "catalog/document_table.hpp"
#include "catalog/entry_table.hpp"
#include "catalog/handover_query.hpp"
#include "catalog/handover_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/page_table.hpp"
#include "catalog/private_table.hpp"
#include "catalog/review_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/entries/entry_record.hpp"
#include "jobs/filing/captured.hpp"
#include "jobs/filing/document_states.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "jobs/filing/thing_records.hpp"
#include "jobs/handover/handover_records.hpp"
#include "jobs/keeping/keeping_records.hpp"
#include "jobs/review/review_records.hpp"
#include "record/record_codec.hpp"
#include "rules/identifiers.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::string_view private_mark = "hmac:";

std::string name_of_ticket_type(const Profile& profile, const std::string& type) {
    const TicketType* known = profile.ticket_type(type);
    return known == nullptr ? type : known->title.chinese();
}

IdentifierKind masking_kind(const std::vector<const Field*>& declared, const std::string& name) {
    const auto field = std::ranges::find(declared, name, &Field::name);
    const bool phone = name == "phone" || (field != declared.end() && (*field)->check == "phone");
    return phone ? IdentifierKind::phone : IdentifierKind::resident_id;
}

}  // namespace

ThingRecords::ThingRecords(Archive& archive, const Caller& caller)
    : archive_(&archive), now_(caller.now()), registers_(archive), rights_(archive, caller), customers_(archive.db()) {
}

const std::optional<Customer>& ThingRecords::customer(std::int64_t id) {
    if (id != last_customer_) {
        customer_ = customers_.find(id);
        last_customer_ = id;
    }
    return customer_;
}

const std::optional<Ticket>& ThingRecords::ticket(std::int64_t id) {
    if (id != last_ticket_) {
        ticket_ = TicketTable(archive_->db()).find(id);
        last_ticket_ = id;
    }
    return ticket_;
}

std::optional<std::int64_t> ThingRecords::unit_of(const Ticket& of) {
    if (of.unit || !of.customer) {
        return of.unit;
    }
    const std::optional<Customer>& owner = customer(*of.customer);
    return owner ? owner->state.unit : std::nullopt;
}

// Who may not look at a thing of a circle does not find it either, where the profile says so.
bool ThingRecords::visible(const RightsTarget& target) {
    const Profile& profile = archive_->profile();
    return profile.search.shows == SearchShows::all ||
           (rights_.may(Verb::find, target) && (profile.circles.empty() || rights_.may(Verb::view, target)));
}

bool ThingRecords::visible(Thing thing) {
    if (thing.kind == ThingKind::volume || thing.kind == ThingKind::box) {
        return shows_content(thing);
    }
    return visible(target_of(thing));
}

// Their titles name customers.
bool ThingRecords::shows_content(Thing holder) {
    const auto seen = [&](Thing inner) { return visible(inner); };
    std::vector<Thing> content;
    if (holder.kind == ThingKind::box) {
        for (const Volume& volume : VolumeTable(archive_->db()).in_box(holder.id)) {
            content.push_back({ThingKind::volume, volume.id});
        }
    } else {
        for (const std::int64_t id : DocumentTable(archive_->db()).ids_in_volume(holder.id)) {
            content.push_back({ThingKind::document, id});
        }
    }
    return content.empty() || std::ranges::any_of(content, seen);
}

std::optional<Record> ThingRecords::record(Thing thing) {
    hidden_ = !rights_.unlimited() && !visible(thing);
    if (hidden_) {
        return std::nullopt;
    }
    switch (thing.kind) {
        case ThingKind::customer:
            return customer_record(thing.id);
        case ThingKind::ticket:
            return ticket_record(thing.id);
        case ThingKind::document:
            return document_record(thing.id);
        case ThingKind::page:
            return PageTable(archive_->db()).find(thing.id) ? std::optional(filed_page_record(*archive_, thing.id))
                                                            : std::nullopt;
        case ThingKind::volume:
        case ThingKind::box:
        case ThingKind::place:
        case ThingKind::series:
            return holder_record(thing);
        case ThingKind::handover:
            return handover_record(thing.id);
        case ThingKind::entry: {
            const std::optional<Entry> entry = EntryTable(archive_->db()).find(thing.id);
            return entry ? std::optional(entry_record(*archive_, *entry)) : std::nullopt;
        }
        case ThingKind::review: {
            const std::optional<Review> review = ReviewTable(archive_->db()).find(thing.id);
            return review ? std::optional(review_record(*archive_, *review)) : std::nullopt;
        }
        case ThingKind::hold:
        case ThingKind::disposal:
            return keeping_record(*archive_, thing);
        default:
            return organisation_record(thing);
    }
}

std::optional<Record> ThingRecords::customer_record(std::int64_t id) {
    const std::optional<Customer>& found = customer(id);
    if (!found) {
        return std::nullopt;
    }
    const CustomerState& state = found->state;
    return Record{"customer",
                  {{"id", found->id},
                   {"number", found->number},
                   {"name", state.name},
                   {"class", text_or_null(state.class_name)},
                   {"kind", text_or_null(state.kind)},
                   {"unit", text_or_null(registers_.unit_code(state.unit))},
                   {"status", text_or_null(state.status)},
                   {"address", text_or_null(state.address)},
                   {"legal_entity", text_or_null(state.legal_entity)},
                   {"responsible", text_or_null(registers_.person_code(found->responsible))},
                   {"opened", text_or_null(found->opened)},
                   {"closed", text_or_null(found->closed)}}};
}

void ThingRecords::add_customer(Object& fields, std::optional<std::int64_t> id) {
    const std::optional<Customer>* owner = id ? &customer(*id) : nullptr;
    const bool known = owner != nullptr && owner->has_value();
    fields.emplace_back("customer", known ? Value((*owner)->number) : Value());
    fields.emplace_back("customer_name", known ? Value((*owner)->state.name) : Value());
}

std::optional<Record> ThingRecords::ticket_record(std::int64_t id) {
    const std::optional<Ticket> found = ticket(id);
    if (!found) {
        return std::nullopt;
    }
    Record record{"ticket",
                  {{"id", found->id},
                   {"number", found->number},
                   {"type", found->type},
                   {"title", name_of_ticket_type(archive_->profile(), found->type)}}};
    add_customer(record.fields, found->customer);
    record.fields.insert(record.fields.end(),
                         {{"unit", text_or_null(registers_.unit_code(unit_of(*found)))},
                          {"responsible", text_or_null(registers_.person_code(found->responsible))},
                          {"stage", text_or_null(found->stage)},
                          {"opened", found->opened},
                          {"closed", text_or_null(found->closed)}});
    return record;
}

std::optional<Record> ThingRecords::document_record(std::int64_t id) {
    const std::optional<Document> document = DocumentTable(archive_->db()).find(id);
    if (!document) {
        return std::nullopt;
    }
    Db& db = archive_->db();
    const CountedDocument counted = DocumentTable(db).counted(*document);
    const DocumentType* type = archive_->profile().document_type(document->type);
    const std::optional<Ticket> of = document->ticket ? ticket(*document->ticket) : std::nullopt;
    Record record{"document",
                  {{"id", id},
                   {"type", document->type},
                   {"type_title", type == nullptr ? Value() : text_or_null(type->title.chinese())},
                   {"ticket", of ? Value(of->number) : Value()}}};
    add_customer(record.fields, document->customer ? document->customer : of ? of->customer : std::nullopt);
    const std::optional<SeriesNode> node = document->series ? SeriesTable(db).find(*document->series) : std::nullopt;
    const std::optional<Volume> volume = document->volume ? VolumeTable(db).find(*document->volume) : std::nullopt;
    const auto number_or_null = [](std::optional<std::int64_t> number) { return number ? Value(*number) : Value(); };
    const std::optional<Capture> capture = capture_of(*archive_, counted);
    record.fields.insert(record.fields.end(), {{"series", node ? Value(node->code) : Value()},
                                               {"number", text_or_null(printed_number(*archive_, *document))},
                                               {"title", text_or_null(document->title)},
                                               {"date", text_or_null(document->dated)},
                                               {"pages", counted.pages},
                                               {"blank_pages", counted.blank_pages},
                                               {"sheets", number_or_null(document->sheets)},
                                               {"sides", number_or_null(document->sides)},
                                               {"author", text_or_null(document->author)},
                                               {"captured", capture ? Value(to_text(capture->time)) : Value()},
                                               {"handed_over", HandoverQuery(db).is_handed_over(id)},
                                               {"volume", volume ? Value(volume->code) : Value()},
                                               {"position", number_or_null(document->position)},
                                               {"medium", type == nullptr ? Value() : Value(type->medium)},
                                               {"paper", text_or_null(document->paper)},
                                               {"secrecy", document->secrecy},
                                               {"secret_until", text_or_null(document->secret_until)},
                                               {"access", text_or_null(access_of(archive_->profile(), *document))},
                                               {"provisional", counted.provisional},
                                               {"withdrawn", text_or_null(document->withdrawn)},
                                               {"destroyed", text_or_null(document->destroyed)}});
    return record;
}

std::optional<Record> ThingRecords::handover_record(std::int64_t id) {
    const std::optional<Handover> handover = HandoverTable(archive_->db()).find(id);
    return handover ? std::optional(arc::handover_record(*archive_, *handover, now_)) : std::nullopt;
}

std::vector<std::string> ThingRecords::texts(Thing thing) {
    std::vector<std::string> all;
    if (thing.kind == ThingKind::customer) {
        for (const CustomerState& state : customers_.history(thing.id)) {
            all.insert(all.end(), {state.name, state.address, state.legal_entity});
        }
        for (std::string& number : customers_.former_numbers(thing.id)) {
            all.push_back(std::move(number));
        }
    }
    if (const std::optional<Record> shown = record(thing)) {
        for (const auto& [name, value] : shown->fields) {
            if (const std::string* text = value.as_text()) {
                all.push_back(*text);
            }
        }
    }
    return all;
}

bool ThingRecords::has_private(const std::string& encoded) {
    return encoded.find(private_mark) != std::string::npos;
}

Object ThingRecords::shown_fields(const std::string& encoded, const std::vector<const Field*>& declared,
                                  Masking masking) {
    Object shown;
    for (const auto& [name, value] : decode_fields(encoded)) {
        if (!value.starts_with(private_mark)) {
            shown.emplace_back(name, value);
            continue;
        }
        const std::string clear = PrivateTable(archive_->db()).value_of(value.substr(private_mark.size()));
        if (!clear.empty()) {
            shown.emplace_back(
                name, masking == Masking::clear ? clear : mask_identifier(masking_kind(declared, name), clear));
        }
    }
    return shown;
}

}  // namespace arc
