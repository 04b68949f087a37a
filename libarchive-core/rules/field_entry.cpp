#include "rules/field_entry.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "rules/cell_values.hpp"
#include "rules/field_values.hpp"
#include "rules/identifiers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace arc {
namespace {

// What a profile calls the kinds of identifiers.
constexpr std::array<std::pair<std::string_view, IdentifierKind>, 6> checks{{
    {"resident-id", IdentifierKind::resident_id},
    {"social-credit", IdentifierKind::social_credit_code},
    {"organisation-code", IdentifierKind::organisation_code},
    {"business-licence", IdentifierKind::registration_number},
    {"phone", IdentifierKind::phone},
    {"mobile", IdentifierKind::phone},
}};

std::string read_as(FieldType type, const std::string& typed) {
    const std::string text = clean_cell(typed);
    switch (type) {
        case FieldType::number:
            return read_number(text).value_or(text);
        case FieldType::date:
            return read_day(text).value_or(text);
        case FieldType::boolean:
            return read_boolean(text).value_or(text);
        case FieldType::text:
        case FieldType::one_of:
            return text;
    }
    return text;
}

Error mistake(const Field& field, std::string what) {
    return {ErrorCode::usage, say("field {}", field.name), std::move(what), {}};
}

}  // namespace

Result<std::vector<FieldEntry>> parse_entries(std::span<const std::string> texts) {
    std::vector<FieldEntry> entries;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            return Error{ErrorCode::usage, text, say("not of the form field=value"), {}};
        }
        FieldEntry entry{std::string(trim(text.substr(0, equals))), text.substr(equals + 1)};
        if (std::ranges::count(entries, entry.name, &FieldEntry::name) != 0) {
            return Error{ErrorCode::usage, say("field {}", entry.name), say("given twice"), {}};
        }
        if (!is_utf8(entry.value) || has_control_characters(entry.value)) {
            return Error{ErrorCode::usage, say("field {}", printable(entry.name)),
                         say("holds characters that are not text"), say("type it anew")};
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<TakenValue> take_value(const Profile& profile, const Field& field, const std::string& typed) {
    TakenValue taken{read_as(field.type, typed), {}};
    if (taken.value.empty()) {
        return taken;
    }
    if (std::optional<std::string> wrong = value_mistake(profile, field, taken.value)) {
        return mistake(field, std::move(*wrong));
    }
    const auto check = std::ranges::find(checks, field.check, [](const auto& row) { return row.first; });
    if (check == checks.end()) {
        return taken;
    }
    IdentifierCheck answer = check_identifier(check->second, taken.value);
    if (answer.verdict == IdentifierVerdict::wrong) {
        return mistake(field, std::move(answer.words));
    }
    taken.value = std::move(answer.normalised);
    if (answer.verdict != IdentifierVerdict::good) {
        taken.doubt = std::move(answer.words);
    }
    return taken;
}

Result<const Field*> need_field(std::span<const Field* const> fields, const std::string& name) {
    const auto found = std::ranges::find(fields, name, &Field::name);
    if (found != fields.end()) {
        return *found;
    }
    std::vector<std::string> names;
    std::ranges::transform(fields, std::back_inserter(names), &Field::name);
    const std::string near = nearest(name, names);
    return Error{ErrorCode::usage, say("field {}", name), say("the profile has no such field"),
                 near.empty() ? std::string() : say("did you mean {}?", near)};
}

}  // namespace arc
