#include "rules/import_columns.hpp"

#include "rules/columns.hpp"
#include "rules/usual_columns.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace arc {
namespace {

using Names = std::vector<std::string>;

constexpr std::array tables{ImportTable::customers, ImportTable::tickets,  ImportTable::stages, ImportTable::units,
                            ImportTable::people,    ImportTable::places,   ImportTable::boxes,  ImportTable::volumes,
                            ImportTable::series,    ImportTable::documents};

// The fields that the profile lets such rows have, whatever their type.
std::vector<const Field*> fields_of_table(const Profile& profile, ImportTable table) {
    std::vector<const Field*> fields;
    const auto add = [&](const std::vector<Field>& more) {
        for (const Field& field : more) {
            if (std::ranges::none_of(fields, [&](const Field* known) { return known->name == field.name; })) {
                fields.push_back(&field);
            }
        }
    };
    if (table == ImportTable::customers) {
        add(profile.subject.fields);
    } else if (table == ImportTable::tickets) {
        add(profile.tickets.fields);
        for (const TicketType& type : profile.ticket_types) {
            add(type.fields);
        }
    } else if (table == ImportTable::documents) {
        add(profile.documents.fields);
        for (const DocumentType& type : profile.document_types) {
            add(type.fields);
        }
    }
    return fields;
}

std::string replace_wide_brackets(std::string text) {
    constexpr std::array<std::pair<std::string_view, char>, 2> brackets{{{"（", '('}, {"）", ')'}}};
    for (const auto& [wide, narrow] : brackets) {
        for (std::size_t at = text.find(wide); at != std::string::npos; at = text.find(wide)) {
            text.replace(at, wide.size(), 1, narrow);
        }
    }
    return text;
}

// Titles of numbers end with their unit in brackets: 电压等级(kV), 面积（m²）.
std::string unit_of(const Field& field) {
    if (field.type != FieldType::number) {
        return {};
    }
    for (const std::string& title : {field.title.zh, field.title.en}) {
        const std::string folded = replace_wide_brackets(title);
        const std::size_t open = folded.rfind('(');
        if (open != std::string::npos && folded.ends_with(')')) {
            return folded.substr(open + 1, folded.size() - open - 2);
        }
    }
    return {};
}

ColumnType column_type(FieldType type) {
    switch (type) {
        case FieldType::number:
            return ColumnType::number;
        case FieldType::date:
            return ColumnType::day;
        case FieldType::boolean:
            return ColumnType::boolean;
        case FieldType::text:
        case FieldType::one_of:
            break;
    }
    return ColumnType::text;
}

// What the profile says of a fixed column's field: its titles, and whether it is private and checked.
void refine(ColumnRule& rule, ColumnRule field) {
    rule.aliases.insert(rule.aliases.begin(), field.aliases.begin(), field.aliases.end());
    rule.is_private = field.is_private;
    rule.check = field.check;
    rule.pattern = rule.pattern ? rule.pattern : std::move(field.pattern);
    if (rule.one_of.empty()) {
        rule.one_of = std::move(field.one_of);
    }
}

void add_fields(const Profile& profile, ImportTable table, std::vector<ColumnRule>& rules) {
    for (const Field* field : fields_of_table(profile, table)) {
        ColumnRule rule = column_of_field(profile, *field);
        const auto known = std::ranges::find(rules, field->name, &ColumnRule::name);
        if (known == rules.end()) {
            rules.push_back(std::move(rule));
        } else {
            refine(*known, std::move(rule));
        }
    }
}

// Aliases that are spoken for already go: a mapped heading first, then names, then the other words in order.
void keep_apart(const Profile& profile, ImportTable table, std::vector<ColumnRule>& rules) {
    std::set<std::string> taken;
    for (const ColumnRule& rule : rules) {
        taken.insert(fold_heading(rule.name));
    }
    std::vector<Names> kept(rules.size());
    for (const ImportColumn& mapped : profile.imports) {
        const auto rule = std::ranges::find(rules, mapped.field, &ColumnRule::name);
        if (mapped.table == to_text(table) && rule != rules.end() &&
            taken.insert(fold_heading(mapped.heading)).second) {
            kept[static_cast<std::size_t>(rule - rules.begin())].push_back(mapped.heading);
        }
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
        for (std::string& alias : rules[i].aliases) {
            if (taken.insert(fold_heading(alias)).second) {
                kept[i].push_back(std::move(alias));
            }
        }
        rules[i].aliases = std::move(kept[i]);
    }
    for (const auto& [name, words] : loose_words(profile, table)) {
        const auto rule = std::ranges::find(rules, name, &ColumnRule::name);
        for (const std::string& word : words) {
            if (taken.insert(fold_heading(word)).second) {
                rule->aliases.push_back(word);
            }
        }
    }
}

}  // namespace

std::string_view to_text(ImportTable table) {
    constexpr std::array<std::string_view, tables.size()> names{
        "customers", "tickets", "stages", "units", "people", "places", "boxes", "volumes", "series", "documents"};
    return names[static_cast<std::size_t>(table)];
}

std::span<const ImportTable> all_import_tables() {
    return tables;
}

ColumnRule column_of_field(const Profile& profile, const Field& field) {
    ColumnRule rule = column(field.name, {}, column_type(field.type));
    add_title(rule.aliases, field.title);
    rule.unit = unit_of(field);
    rule.is_private = field.is_private;
    rule.check = parse_identifier_kind(field.check);
    rule.pattern = field.pattern;
    rule.least = field.least;
    rule.most = field.most;
    for (const std::string& value : field.one_of) {
        rule.one_of.push_back({value, {}});
    }
    const auto list = std::ranges::find(profile.lists, field.list, &ReferenceList::name);
    return list == profile.lists.end() ? rule : choice(std::move(rule), list->values);
}

std::vector<ColumnRule> import_columns(const Profile& profile, ImportTable table) {
    std::vector<ColumnRule> rules = usual_columns(profile, table);
    add_fields(profile, table, rules);
    keep_apart(profile, table, rules);
    return rules;
}

}  // namespace arc
