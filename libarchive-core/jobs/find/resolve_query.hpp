#pragma once

#include "catalog/find_filter.hpp"
#include "jobs/archive.hpp"
#include "model/condition.hpp"
#include "search/query.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// A text that a thing must have, or must not: what the search index cannot tell, as it knows words only.
struct TextTest {
    std::vector<std::string> any;
    bool name = false;  // pinyin will do
    bool negated = false;
};

// A field of the profile, compared with the thing's own value.
struct FieldTerm {
    Clause clause;  // its path is the field's name
    bool negated = false;
};

// States that are more than a condition of a row.
struct AskedState {
    QueryState state = QueryState::missing;
    bool negated = false;
};

// What a query means in this archive.
struct ResolvedQuery {
    FindFilter filter;
    std::vector<TextTest> texts;
    std::vector<FieldTerm> fields;
    std::vector<AskedState> states;  // missing, waived, unfiled, held
    bool only_names = false;         // whoever is called so, not all their papers
};

// Faults: a name, number or place that does not exist (with the nearest), a field that the profile does not have or
// keeps private, a comparison that makes no sense.
ResolvedQuery resolve_query(Archive& archive, const Query& query);
// As far as it is about one kind of thing, when somebody wants that: its terms may then speak of what such things
// belong to alone. A query without terms wants all of this kind, or of all kinds.
ResolvedQuery resolve_query(Archive& archive, const Query& query, std::optional<ThingKind> kind);

}  // namespace arc
