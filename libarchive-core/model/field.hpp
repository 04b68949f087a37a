#pragma once

#include "base/pattern.hpp"
#include "model/condition.hpp"
#include "model/identifier_kind.hpp"
#include "model/title.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

enum class FieldType { text, number, date, boolean, one_of };
// As profiles spell them: text number date bool one_of.
std::string_view to_text(FieldType type);

// Something that the profile lets people say of a customer, a ticket, a document or an entry.
struct Field {
    std::string name;
    Title title;
    FieldType type = FieldType::text;
    bool required = false;    // wanted when required_when holds
    Condition required_when;  // without clauses: always
    bool is_private = false;  // kept, shown and logged as design.md section 12 says
    bool unique = false;      // two of a kind with the same value are a finding
    bool searchable = true;
    bool built_in = false;            // known to every archive; a profile may only refine it
    std::string check;                // the kind of identifier whose check digit it must pass; see identifier_kinds()
    std::string list;                 // name of the reference list it is taken from
    std::vector<std::string> one_of;  // the values of a one_of field
    std::optional<Pattern> pattern;   // of the whole text
    std::optional<double> least;      // of a number
    std::optional<double> most;
    bool operator==(const Field&) const = default;
};

// The field of that name, or null.
const Field* find_field(const std::vector<Field>& fields, std::string_view name);

}  // namespace arc
