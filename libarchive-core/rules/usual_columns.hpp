#pragma once

#include "model/profile.hpp"
#include "rules/import_columns.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// The columns that a list has under every profile, with the words that stand over them in practice.
std::vector<ColumnRule> usual_columns(const Profile& profile, ImportTable table);

// Words that are taken for a column only where the profile uses them for nothing else, with the column's name: what
// such a column is often called, and the profile's own word for a customer (租户, 借款人).
std::vector<std::pair<std::string_view, std::vector<std::string>>> loose_words(const Profile& profile,
                                                                               ImportTable table);

// How rules of columns are made.
ColumnRule column(std::string name, std::vector<std::string> aliases, ColumnType type = ColumnType::text);
void add_title(std::vector<std::string>& names, const Title& title);
// One of the names that the profile declares, or its title.
template <class Named>
ColumnRule choice(ColumnRule rule, const std::vector<Named>& choices) {
    for (const Named& one : choices) {
        AllowedValue allowed{one.name, {}};
        add_title(allowed.aliases, one.title);
        rule.one_of.push_back(std::move(allowed));
    }
    return rule;
}

}  // namespace arc
