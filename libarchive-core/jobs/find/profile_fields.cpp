#include "jobs/find/profile_fields.hpp"

#include "catalog/document_table.hpp"
#include "record/record_codec.hpp"

#include <algorithm>

namespace arc {
namespace {

Field a_column(const char* name, FieldType type) {
    Field field;
    field.name = name;
    field.type = type;
    field.built_in = true;
    return field;
}

// Those of all types, then those of each; the same name may be declared by several types.
template <class Types>
void add_typed(std::vector<AskableField>& found, ThingKind kind, const std::vector<Field>& common, const Types& types,
               std::string_view name) {
    if (const Field* field = find_field(common, name)) {
        found.push_back({kind, field, {}});
        return;
    }
    AskableField typed{kind, nullptr, {}};
    for (const auto& type : types) {
        if (const Field* field = find_field(type.fields, name)) {
            typed.field = field;
            typed.types.push_back(type.name);
        }
    }
    if (typed.field != nullptr) {
        found.push_back(std::move(typed));
    }
}

void append(FieldTexts& texts, const std::string& encoded) {
    constexpr std::string_view private_mark = "hmac:";
    if (encoded == "{}" || encoded.empty()) {
        return;
    }
    for (auto& [name, text] : decode_fields(encoded)) {
        if (!text.starts_with(private_mark)) {
            texts.emplace_back(name, std::move(text));
        }
    }
}

std::string text_or_nothing(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : std::string();
}

}  // namespace

const std::vector<std::pair<ThingKind, Field>>& askable_columns() {
    static const std::vector<std::pair<ThingKind, Field>> columns{
        {ThingKind::customer, a_column("kind", FieldType::one_of)},
        {ThingKind::customer, a_column("opened", FieldType::date)},
        {ThingKind::customer, a_column("closed", FieldType::date)},
        {ThingKind::ticket, a_column("closed", FieldType::date)},
        {ThingKind::document, a_column("sheets", FieldType::number)},
        {ThingKind::document, a_column("sides", FieldType::number)},
        {ThingKind::document, a_column("keep_until", FieldType::date)}};
    return columns;
}

std::vector<AskableField> askable_fields(const Profile& profile, std::string_view name) {
    std::vector<AskableField> found;
    if (const Field* field = find_field(profile.subject.fields, name)) {
        found.push_back({ThingKind::customer, field, {}});
    }
    add_typed(found, ThingKind::ticket, profile.tickets.fields, profile.ticket_types, name);
    add_typed(found, ThingKind::document, profile.documents.fields, profile.document_types, name);
    for (const auto& [kind, column] : askable_columns()) {
        const bool known = std::ranges::count(found, kind, &AskableField::kind) != 0;
        if (column.name == name && !known) {
            found.push_back({kind, &column, {}});
        }
    }
    return found;
}

std::vector<std::string> askable_field_names(const Profile& profile) {
    std::vector<std::string> names;
    const auto add = [&](const std::vector<Field>& fields) {
        for (const Field& field : fields) {
            if (!field.is_private && std::ranges::find(names, field.name) == names.end()) {
                names.push_back(field.name);
            }
        }
    };
    add(profile.subject.fields);
    add(profile.tickets.fields);
    for (const TicketType& type : profile.ticket_types) {
        add(type.fields);
    }
    add(profile.documents.fields);
    for (const DocumentType& type : profile.document_types) {
        add(type.fields);
    }
    for (const auto& [kind, column] : askable_columns()) {
        add({column});
    }
    return names;
}

std::vector<std::string> choices_of(const Profile& profile, const Field& field) {
    if (field.type == FieldType::boolean) {
        return {"true", "false"};
    }
    if (field.built_in && field.name == "kind") {
        return declared_names(profile, NameKind::customer_kind);
    }
    const auto list = std::ranges::find(profile.lists, field.list, &ReferenceList::name);
    if (field.list.empty() || list == profile.lists.end()) {
        return field.one_of;
    }
    std::vector<std::string> names;
    for (const Choice& choice : list->values) {
        names.push_back(choice.name);
    }
    return names;
}

FieldTexts texts_of_columns(const Customer& customer) {
    return {{"kind", customer.state.kind},
            {"opened", customer.opened},
            {"closed", customer.closed},
            {"address", customer.state.address},
            {"legal_entity", customer.state.legal_entity}};
}

FieldTexts texts_of_columns(const Ticket& ticket) {
    return {{"opened", ticket.opened}, {"closed", ticket.closed}};
}

FieldTexts texts_of_columns(const Document& document) {
    return {{"sheets", text_or_nothing(document.sheets)},
            {"sides", text_or_nothing(document.sides)},
            {"keep_until", document.keep_until},
            {"title", document.title},
            {"author", document.author}};
}

FieldTexts texts_of_fields(Archive& archive, ThingRecords& records, Thing thing) {
    FieldTexts texts;
    if (thing.kind == ThingKind::customer) {
        if (const std::optional<Customer>& customer = records.customer(thing.id)) {
            texts = texts_of_columns(*customer);
            append(texts, customer->state.fields);
        }
    } else if (thing.kind == ThingKind::ticket) {
        if (const std::optional<Ticket>& ticket = records.ticket(thing.id)) {
            texts = texts_of_columns(*ticket);
            append(texts, ticket->fields);
        }
    } else if (thing.kind == ThingKind::document) {
        if (const std::optional<Document> document = DocumentTable(archive.db()).find(thing.id)) {
            texts = texts_of_columns(*document);
            append(texts, document->fields);
        }
    }
    std::erase_if(texts, [](const auto& pair) { return pair.second.empty(); });
    return texts;
}

}  // namespace arc
