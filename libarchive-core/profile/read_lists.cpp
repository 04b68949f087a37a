#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/sections.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

// The tables of `arc-admin import`.
const std::array<std::string, 10> tables{"customers", "tickets",   "stages",  "units", "people",
                                         "places",    "documents", "volumes", "boxes", "series"};
// Columns of a printed list that are worked out, not stored.
const std::array<std::string, 7> computed_columns{"seq", "pages", "page_range", "count", "blank", "place", "received"};

// NAME: [a, b], NAME: {a: {zh: …}}, or NAME: {title: …, values: …}
ReferenceList read_list(Reading& reading, const YamlEntry& entry) {
    ReferenceList list;
    list.name = entry.key;
    const bool long_form = entry.value.find("values") != nullptr;
    if (long_form) {
        MapReader map(reading, entry.value, "lists.NAME");
        map.title(list.title);
        map.choices("values", list.values);
        map.done();
        return list;
    }
    YamlNode wrapped;
    wrapped.kind = YamlNode::Kind::map;
    wrapped.at = entry.at;
    wrapped.entries.push_back({"values", entry.at, entry.value});
    MapReader map(reading, wrapped, "lists.NAME");
    map.choices("values", list.values);
    return list;
}

FormColumn read_column(Reading& reading, const YamlNode& node) {
    FormColumn column;
    YamlNode field = node;
    if (node.kind == YamlNode::Kind::map && node.entries.size() == 1) {  // {seq: 序号}
        field = YamlNode{YamlNode::Kind::scalar, node.entries.front().at, node.entries.front().key, {}, {}};
        column.title = read_title(reading, node.entries.front().value);
    }
    const std::optional<std::string> name = scalar_text(reading, field, say("a column"));
    if (name && std::ranges::count(computed_columns, *name) != 0) {
        column.field = *name;
    } else if (name) {
        column.field = reading.path(*name, field.at);
    }
    return column;
}

Form read_form(Reading& reading, const YamlEntry& entry) {
    Form form;
    form.name = entry.key;
    MapReader map(reading, entry.value, "forms.NAME");
    map.title(form.title);
    if (const YamlNode* columns = map.need("columns")) {
        for (const YamlNode* item : MapReader::one_or_more(*columns)) {
            form.columns.push_back(read_column(reading, *item));
        }
    }
    map.done();
    return form;
}

// The columns that every import of this table takes, and the profile's fields.
std::vector<std::string> import_fields(const Profile& profile, const std::string& table) {
    std::vector<std::string> names;
    const auto add = [&](const std::vector<Field>& fields) {
        for (const Field& field : fields) {
            names.push_back(field.name);
        }
    };
    if (table == "customers") {
        names = {"number", "class", "kind", "status", "opened", "closed", "responsible", "since"};
        add(profile.subject.fields);
    } else if (table == "tickets") {
        names = {"number", "customer", "type", "stage", "stage_entered", "closed"};
        add(profile.tickets.fields);
        for (const TicketType& type : profile.ticket_types) {
            add(type.fields);
        }
    }
    return names;
}

void read_import(Reading& reading, const YamlEntry& table, Profile& profile) {
    if (std::ranges::count(tables, table.key) == 0) {
        reading.wrong(table.at, say("unknown table '{}'", printable(table.key)),
                      reading.suggest(table.key, std::vector<std::string>(tables.begin(), tables.end())));
        return;
    }
    check_repeated_keys(reading, table.value);
    const std::vector<std::string> known = import_fields(profile, table.key);
    for (const YamlEntry& column : table.value.entries) {
        const std::optional<std::string> field = scalar_text(reading, column.value, say("a field"));
        if (field && !known.empty() && std::ranges::count(known, *field) == 0) {
            reading.wrong(column.value.at, say("unknown field '{}'", printable(*field)),
                          reading.suggest(*field, known));
        } else if (field) {
            profile.imports.push_back({table.key, column.key, *field});
        }
    }
}

// A chain of renames could mean two things, so each name stands on one side only.
void read_names(MapReader& top, Profile& profile) {
    const YamlNode* node = top.take("names");
    if (node == nullptr) {
        return;
    }
    check_repeated_keys(top.reading(), *node);
    for (const YamlEntry& entry : node->entries) {
        const std::optional<std::string> to = scalar_text(top.reading(), entry.value, say("a name"));
        if (!to) {
            continue;
        }
        if (node->find(*to) != nullptr) {
            top.reading().wrong(entry.value.at, say("'{}' is renamed as well", printable(*to)),
                                say("apply one rename, then the other"));
        }
        profile.renames.emplace_back(entry.key, *to);
    }
}

}  // namespace

void read_lists(MapReader& top, Profile& profile) {
    top.each_named("lists", [&](const YamlEntry& entry) { profile.lists.push_back(read_list(top.reading(), entry)); });
    top.each_named("forms", [&](const YamlEntry& entry) { profile.forms.push_back(read_form(top.reading(), entry)); });
    if (const YamlNode* node = top.take("imports")) {
        for (const YamlEntry& table : node->entries) {
            read_import(top.reading(), table, profile);
        }
    }
    if (const YamlNode* node = top.take("units")) {
        MapReader map(top.reading(), *node, "units");
        map.choices("levels", profile.units.levels);
        map.done();
    }
    read_names(top, profile);
}

}  // namespace arc
