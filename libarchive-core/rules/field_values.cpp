#include "rules/field_values.hpp"

#include "base/calendar_text.hpp"
#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace arc {
namespace {

std::optional<std::string> type_mistake(const Field& field, std::string_view value) {
    switch (field.type) {
        case FieldType::text:
            return std::nullopt;
        case FieldType::number:
            return parse_number(value) ? std::nullopt : std::optional(say("not a number"));
        case FieldType::date:
            return parse_day(value).ok() ? std::nullopt : std::optional(say("not a date"));
        case FieldType::boolean:
            return value == "true" || value == "false" ? std::nullopt : std::optional(say("not true or false"));
        case FieldType::one_of:
            return std::ranges::count(field.one_of, value) != 0
                       ? std::nullopt
                       : std::optional(say("not one of {}", join(field.one_of, ", ")));
    }
    return std::nullopt;
}

bool is_listed(const Profile& profile, const Field& field, std::string_view value) {
    const auto list = std::ranges::find(profile.lists, field.list, &ReferenceList::name);
    return list == profile.lists.end() || std::ranges::count(list->values, value, &Choice::name) != 0;
}

}  // namespace

std::optional<std::string> value_mistake(const Profile& profile, const Field& field, std::string_view value) {
    if (value.empty()) {
        return std::nullopt;
    }
    if (std::optional<std::string> mistake = type_mistake(field, value)) {
        return mistake;
    }
    if (!field.list.empty() && !is_listed(profile, field, value)) {
        return say("not in the list {}", field.list);
    }
    if (field.pattern && !field.pattern->fits(value)) {
        return say("not of the form {}", field.pattern->text());
    }
    const std::optional<double> number = parse_number(value);
    const bool low = field.least && number && *number < *field.least;
    const bool high = field.most && number && *number > *field.most;
    if (low || high) {
        return say("not between {} and {}", *field.least, *field.most);
    }
    return std::nullopt;
}

std::vector<const Field*> blank_fields(std::span<const Field* const> fields, std::string_view noun,
                                       const FieldLookup& look_up) {
    std::vector<const Field*> blank;
    for (const Field* field : fields) {
        const bool wanted = field->required && holds(field->required_when, look_up);
        if (wanted && !value_at(std::string(noun) + "." + field->name, look_up)) {
            blank.push_back(field);
        }
    }
    return blank;
}

}  // namespace arc
