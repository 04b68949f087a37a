#pragma once

#include "jobs/archive.hpp"
#include "jobs/find/thing_record.hpp"
#include "model/field.hpp"
#include "model/thing.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// A field that can be asked of things beside those that every query knows: one of the profile's, or a column.
struct AskableField {
    ThingKind kind = ThingKind::document;
    const Field* field = nullptr;
    std::vector<std::string> types;  // of documents or tickets that have it; empty: all
};
// All of that name; a profile may say it of customers and of documents.
std::vector<AskableField> askable_fields(const Profile& profile, std::string_view name);
// Their names, each once, private ones left out: for suggestions and completion.
std::vector<std::string> askable_field_names(const Profile& profile);

// The values that a field can have: of a list, a choice, yes or no; empty for any.
std::vector<std::string> choices_of(const Profile& profile, const Field& field);

// The columns of customers, tickets and documents that are asked like fields of the profile: kind, opened, closed,
// sheets, sides, keep_until …
const std::vector<std::pair<ThingKind, Field>>& askable_columns();
// What they and the fields of a thing say, private ones left out.
using FieldTexts = std::vector<std::pair<std::string, std::string>>;
FieldTexts texts_of_columns(const Customer& customer);
FieldTexts texts_of_columns(const Ticket& ticket);
FieldTexts texts_of_columns(const Document& document);
FieldTexts texts_of_fields(Archive& archive, ThingRecords& records, Thing thing);

}  // namespace arc
