#include "rules/data_faults.hpp"

#include "base/say.hpp"
#include "rules/cell_values.hpp"
#include "rules/field_values.hpp"
#include "rules/identifiers.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string title_of(const Field& field) {
    const std::string& title = field.title.chinese();
    return title.empty() ? field.name : title;
}

std::string shown(const Field& field, std::string_view value) {
    return field.is_private ? std::string("…") : std::string(value);
}

// The list first: a value outside it is a finding of its own.
std::optional<DataFault> value_fault(const Profile& profile, const Field& field, std::string_view value) {
    const auto list = std::ranges::find(profile.lists, field.list, &ReferenceList::name);
    if (!field.list.empty() && list != profile.lists.end() &&
        std::ranges::find(list->values, value, &Choice::name) == list->values.end()) {
        return DataFault{"not-in-list", field.name,
                         say("{}: {} is none of {}", title_of(field), shown(field, value), field.list), false};
    }
    if (const std::optional<std::string> mistake = value_mistake(profile, field, value)) {
        return DataFault{"malformed", field.name,
                         field.is_private ? say("{}: not the form that it has", title_of(field))
                                          : say("{}: {}", title_of(field), *mistake),
                         false};
    }
    if (field.check.empty()) {
        return std::nullopt;
    }
    const std::optional<IdentifierKind> kind = parse_identifier_kind(field.check);
    if (!kind) {
        return std::nullopt;
    }
    const IdentifierCheck check = check_identifier(*kind, value);
    if (check.verdict == IdentifierVerdict::good) {
        return std::nullopt;
    }
    const bool wrong = check.verdict != IdentifierVerdict::doubtful;
    return DataFault{wrong ? "wrong-number" : "doubtful-number", field.name,
                     say("{}: {}", title_of(field), check.words.empty() ? std::string("odd") : check.words), !wrong};
}

}  // namespace

std::vector<DataFault> field_faults(const Profile& profile, std::span<const Field* const> fields, std::string_view noun,
                                    const FieldLookup& look_up) {
    std::vector<DataFault> faults;
    for (const Field* blank : blank_fields(fields, noun, look_up)) {
        faults.push_back({"blank", blank->name, say("{}: no value", title_of(*blank)), false});
    }
    for (const Field* field : fields) {
        const std::optional<std::string_view> value = look_up(std::string(noun) + "." + field->name);
        // Of old papers only the year or the month is known.
        const bool is_catalogue_date =
            value && noun == "document" && field->name == "date" && read_catalogue_date(*value) == std::string(*value);
        if (!value || value->empty() || value->starts_with("hmac:") || is_catalogue_date) {
            continue;
        }
        if (std::optional<DataFault> fault = value_fault(profile, *field, *value)) {
            faults.push_back(std::move(*fault));
        }
    }
    return faults;
}

std::vector<DataFault> check_faults(const Profile& profile, Noun noun, const FieldLookup& look_up) {
    std::vector<DataFault> faults;
    for (const DataCheck& check : profile.checks) {
        if (check.of != noun || !holds(check.when, look_up)) {
            continue;
        }
        const ConditionAnswer answer = evaluate(check.must, look_up);
        if (!answer.holds) {
            const std::string& title = check.title.chinese();
            faults.push_back({"contradiction", check.name,
                              say("{}: {}", title.empty() ? check.name : title, answer.reason()), false});
        }
    }
    return faults;
}

}  // namespace arc
