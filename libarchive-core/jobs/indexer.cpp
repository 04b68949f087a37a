#include "jobs/indexer.hpp"

#include "base/search_text.hpp"
#include "base/text.hpp"
#include "catalog/document_table.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/person_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/find/profile_fields.hpp"
#include "record/record_codec.hpp"
#include "search/field_facts.hpp"
#include "search/pinyin.hpp"

#include <algorithm>

namespace arc {
namespace {

constexpr std::int64_t rows_at_once = 1000;

// Private values stand in rows as their keyed hash.
bool is_hidden(std::string_view text) {
    return text.starts_with("hmac:");
}

std::vector<const Field*> pointers_to(const std::vector<Field>& fields) {
    std::vector<const Field*> pointers;
    for (const Field& field : fields) {
        pointers.push_back(&field);
    }
    return pointers;
}

// What a query may ask of a customer together with words.
std::vector<std::string> facts_of(const CustomerState& state) {
    std::vector<std::string> facts;
    if (!state.class_name.empty()) {
        facts.push_back(fact_token("c", state.class_name));
    }
    if (!state.status.empty()) {
        facts.push_back(fact_token("s", state.status));
    }
    return facts;
}

// What people call a value of a reference list.
std::string title_in_list(const Profile& profile, const std::string& list, const std::string& value) {
    const auto found = std::ranges::find(profile.lists, list, &ReferenceList::name);
    if (found == profile.lists.end()) {
        return {};
    }
    const auto choice = std::ranges::find(found->values, value, &Choice::name);
    return choice == found->values.end() ? std::string() : choice->title.chinese();
}

void append(std::vector<std::string>& texts, std::span<const std::string> more) {
    texts.insert(texts.end(), more.begin(), more.end());
}

// What queries ask of columns as of fields of the profile.
void append_columns(std::vector<std::string>& texts, ThingKind kind, const FieldTexts& columns) {
    for (const auto& [of, column] : askable_columns()) {
        const auto found = std::ranges::find(columns, column.name, [](const auto& pair) { return pair.first; });
        if (of == kind && found != columns.end() && !found->second.empty()) {
            append(texts, field_facts(column.name, column.type, found->second));
        }
    }
}

// The id of the last row of a page of rows, for the next one.
template <class Row>
std::int64_t id_of_last(const std::vector<Row>& rows) {
    return rows.back().id;
}

}  // namespace

// Facts and pinyin are tokens already: both begin with a character for private use.
void Indexer::set(Thing thing, std::span<const std::string> texts) {
    constexpr std::string_view private_use = "\xEE\x80";
    std::string text;
    std::vector<std::string> facts;
    for (const std::string& one : texts) {
        if (one.starts_with(private_use)) {
            facts.push_back(one);
        } else if (!one.empty() && !is_hidden(one)) {
            text += (text.empty() ? "" : "\n") + one;
        }
    }
    index_.set(thing, text, facts);
}

std::vector<std::string> Indexer::texts_of_fields(const std::string& fields,
                                                  std::span<const Field* const> declared) const {
    std::vector<std::string> texts;
    if (fields == "{}") {
        return texts;
    }
    for (auto& [name, text] : decode_fields(fields)) {
        const auto field = std::ranges::find_if(declared, [&](const Field* known) { return known->name == name; });
        const Field* rule = field == declared.end() ? nullptr : *field;
        if (rule != nullptr && (!rule->searchable || rule->is_private)) {
            continue;
        }
        if (rule != nullptr) {
            append(texts, field_facts(name, rule->list.empty() ? rule->type : FieldType::one_of, text));
        }
        if (rule != nullptr && rule->type == FieldType::boolean) {
            continue;
        }
        if (rule != nullptr && !rule->list.empty()) {
            texts.push_back(title_in_list(*profile_, rule->list, text));
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

const std::vector<std::string>& Indexer::names_of_customer(std::int64_t id) {
    if (last_customer_ != id) {
        last_customer_ = id;
        customer_names_.clear();
        if (const std::optional<Customer> customer = customers_.find(id)) {
            customer_names_ = {customer->number, customer->state.name};
            append(customer_names_, facts_of(customer->state));
            append(customer_names_, pinyin_words(customer->state.name));
        }
    }
    return customer_names_;
}

const std::optional<Ticket>& Indexer::ticket_of(std::int64_t id) {
    if (last_ticket_ != id) {
        last_ticket_ = id;
        ticket_ = TicketTable(*db_).find(id);
    }
    return ticket_;
}

void Indexer::put(const Customer& customer, std::span<const std::string> former_numbers,
                  std::span<const std::string> former_names) {
    std::vector<std::string> texts{customer.number, customer.state.name, customer.state.legal_entity,
                                   customer.state.address};
    append(texts, facts_of(customer.state));
    append(texts, former_numbers);
    append(texts, former_names);
    append(texts, pinyin_words(customer.state.name));
    append(texts, pinyin_words(customer.state.legal_entity));
    for (const std::string& name : former_names) {
        append(texts, pinyin_words(name));
    }
    append_columns(texts, ThingKind::customer, texts_of_columns(customer));
    append(texts, texts_of_fields(customer.state.fields, pointers_to(profile_->subject.fields)));
    last_customer_ = 0;
    set({ThingKind::customer, customer.id}, texts);
}

void Indexer::put_customer(std::int64_t id) {
    const std::optional<Customer> customer = customers_.find(id);
    if (!customer) {
        index_.set({ThingKind::customer, id}, {});
        return;
    }
    std::vector<std::string> former_names;
    for (const CustomerState& state : customers_.history(id)) {
        if (state.name != customer->state.name && std::ranges::count(former_names, state.name) == 0) {
            former_names.push_back(state.name);
        }
    }
    put(*customer, customers_.former_numbers(id), former_names);
}

void Indexer::put(const Ticket& ticket) {
    std::vector<std::string> texts{ticket.number, ticket.opened, ticket.closed, fact_token("t", ticket.type)};
    const TicketType* type = profile_->ticket_type(ticket.type);
    if (type != nullptr) {
        texts.push_back(type->title.zh);
        texts.push_back(type->title.en);
        append(texts, texts_of_fields(ticket.fields, fields_of(*profile_, *type)));
    } else {
        append(texts, texts_of_fields(ticket.fields, {}));
    }
    append_columns(texts, ThingKind::ticket, texts_of_columns(ticket));
    if (ticket.customer) {
        append(texts, names_of_customer(*ticket.customer));
    }
    last_ticket_ = 0;
    set({ThingKind::ticket, ticket.id}, texts);
}

void Indexer::put(const Document& document) {
    std::vector<std::string> texts{document.number, document.title, document.author, document.dated,
                                   fact_token("t", document.type)};
    if (const DocumentType* type = profile_->document_type(document.type)) {
        texts.push_back(type->title.zh);
        texts.push_back(type->title.en);
        append(texts, texts_of_fields(document.fields, fields_of(*profile_, *type)));
    } else {
        append(texts, texts_of_fields(document.fields, {}));
    }
    append(texts, pinyin_words(document.title));
    append_columns(texts, ThingKind::document, texts_of_columns(document));
    std::optional<std::int64_t> customer = document.customer;
    if (document.ticket) {
        if (const std::optional<Ticket>& ticket = ticket_of(*document.ticket)) {
            texts.push_back(ticket->number);
            customer = ticket->customer;
        }
    }
    if (customer) {
        append(texts, names_of_customer(*customer));
    }
    set({ThingKind::document, document.id}, texts);
}

void Indexer::put(const Volume& volume) {
    std::vector<std::string> texts{volume.code, volume.title};
    append(texts, pinyin_words(volume.title));
    append(texts, texts_of_fields(volume.fields, {}));
    set({ThingKind::volume, volume.id}, texts);
}

void Indexer::put(const Box& box) {
    std::vector<std::string> texts{box.code, box.title};
    append(texts, pinyin_words(box.title));
    append(texts, texts_of_fields(box.fields, {}));
    set({ThingKind::box, box.id}, texts);
}

void Indexer::put(const Place& place) {
    std::vector<std::string> texts{place.code, place.name};
    append(texts, pinyin_words(place.name));
    set({ThingKind::place, place.id}, texts);
}

void Indexer::put(const SeriesNode& node) {
    std::vector<std::string> texts{node.code, node.title};
    append(texts, pinyin_words(node.title));
    append(texts, texts_of_fields(node.fields, {}));
    set({ThingKind::series, node.id}, texts);
}

void Indexer::put(const Person& person) {
    std::vector<std::string> texts{person.code, person.name};
    append(texts, pinyin_words(person.name));
    set({ThingKind::person, person.id}, texts);
}

void Indexer::put(const Unit& unit) {
    std::vector<std::string> texts{unit.code, unit.name};
    append(texts, pinyin_words(unit.name));
    set({ThingKind::unit, unit.id}, texts);
}

void Indexer::put(Thing thing) {
    const auto put_or_remove = [&](const auto& found) {
        if (found) {
            put(*found);
        } else {
            index_.set(thing, {});
        }
    };
    switch (thing.kind) {
        case ThingKind::customer:
            return put_customer(thing.id);
        case ThingKind::ticket:
            return put_or_remove(TicketTable(*db_).find(thing.id));
        case ThingKind::document:
            return put_or_remove(DocumentTable(*db_).find(thing.id));
        case ThingKind::volume:
            return put_or_remove(VolumeTable(*db_).find(thing.id));
        case ThingKind::box:
            return put_or_remove(BoxTable(*db_).find(thing.id));
        case ThingKind::place:
            return put_or_remove(PlaceTable(*db_).find(thing.id));
        case ThingKind::series:
            return put_or_remove(SeriesTable(*db_).find(thing.id));
        case ThingKind::person:
            return put_or_remove(PersonTable(*db_).find(thing.id));
        case ThingKind::unit:
            return put_or_remove(UnitTable(*db_).find(thing.id));
        case ThingKind::batch:
        case ThingKind::page:
        case ThingKind::event:
        case ThingKind::handover:
        case ThingKind::review:
        case ThingKind::entry:
        case ThingKind::hold:
        case ThingKind::disposal:
        case ThingKind::loan:
        case ThingKind::finding:
        case ThingKind::stocktake:
        case ThingKind::sample:
            return;
    }
}

void Indexer::put_everything(const std::function<void(std::int64_t)>& progress) {
    std::int64_t done = 0;
    const auto put_rows = [&](const auto& rows) {
        for (const auto& row : rows) {
            put(row);
        }
        progress(done += static_cast<std::int64_t>(rows.size()));
    };
    const auto put_pages = [&](auto& table) {
        for (auto rows = table.page(0, rows_at_once); !rows.empty();
             rows = table.page(id_of_last(rows), rows_at_once)) {
            put_rows(rows);
        }
    };
    index_.clear();
    for (auto rows = customers_.page(0, rows_at_once); !rows.empty();
         rows = customers_.page(id_of_last(rows), rows_at_once)) {
        for (const Customer& customer : rows) {
            put_customer(customer.id);
        }
        progress(done += static_cast<std::int64_t>(rows.size()));
    }
    TicketTable tickets(*db_);
    put_pages(tickets);
    DocumentTable documents(*db_);
    put_pages(documents);
    VolumeTable volumes(*db_);
    put_pages(volumes);
    BoxTable boxes(*db_);
    put_pages(boxes);
    PlaceTable places(*db_);
    put_pages(places);
    put_rows(SeriesTable(*db_).all());
    put_rows(PersonTable(*db_).all());
    put_rows(UnitTable(*db_).all());
}

}  // namespace arc
