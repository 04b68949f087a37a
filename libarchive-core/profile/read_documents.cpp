#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/sections.hpp"

#include <algorithm>
#include <unordered_map>

namespace arc {
namespace {

constexpr std::pair<std::string_view, NumberOf> numbers[] = {{"own", NumberOf::own},
                                                             {"same-as-ticket", NumberOf::ticket},
                                                             {"same-as-customer", NumberOf::customer},
                                                             {"same-as-project", NumberOf::customer}};
constexpr std::pair<std::string_view, DocumentForm> forms[] = {
    {"any", DocumentForm::any}, {"original", DocumentForm::original}, {"copy", DocumentForm::copy}};

// none, 3, 1-4 or 2- (no upper limit).
void read_pages(MapReader& map, PageRange& pages) {
    const YamlNode* node = map.take("pages");
    if (node == nullptr) {
        return;
    }
    if (node->text == "none") {
        pages = {true, 0, 0};
        return;
    }
    YamlNode closed = *node;
    const bool open_ended = closed.text.ends_with('-');
    if (open_ended) {
        closed.text.pop_back();
    }
    const std::optional<Range> range = read_range(map.reading(), closed);
    constexpr double most_pages = 1'000'000;
    if (!range) {
        return;
    }
    const bool whole = range->least == static_cast<int>(range->least) && range->most == static_cast<int>(range->most);
    if (range->least < 1 || range->most > most_pages || !whole) {
        map.reading().wrong(node->at, say("'{}' is not a number of pages", node->text),
                            say("write it as 1-4, 2- or none"));
        return;
    }
    pages = {false, static_cast<int>(range->least), open_ended ? 0 : static_cast<int>(range->most)};
}

// A regular expression of its own, or whose number it carries.
void read_number(MapReader& map, DocumentType& type) {
    const YamlNode* node = map.take("number");
    if (node != nullptr && node->text.starts_with('^')) {
        type.pattern = scalar_pattern(map.reading(), *node);
    } else {
        map.choice<NumberOf>("number", numbers, type.number);
    }
}

// Zones are checked only where the profile lists them.
void read_zone(MapReader& map, std::string_view key, std::string& zone) {
    if (map.reading().words().of(NameKind::zone).all().empty()) {
        map.text(key, zone);
    } else {
        map.name(key, NameKind::zone, zone);
    }
}

DocumentType read_type(Reading& reading, const YamlEntry& entry, const std::string& period) {
    DocumentType type;
    type.name = entry.key;
    type.period = period;
    MapReader map(reading, entry.value, "document_types.NAME");
    map.title(type.title);
    map.text("code", type.code);
    read_pages(map, type.pages);
    read_fields(map, "fields", type.fields);
    read_number(map, type);
    read_zone(map, "store", type.store);
    map.name("medium", NameKind::medium, type.medium);
    type.climate = read_climate(map);
    const int levels = static_cast<int>(reading.words().of(NameKind::secrecy).all().size());
    map.whole("secrecy", type.secrecy, 0, std::max(levels - 1, 0));
    map.name("access", NameKind::access, type.access);
    map.choice<DocumentForm>("form", forms, type.form);
    map.flag("compared", type.compared);
    map.flag("consent", type.consent);
    map.name("period", NameKind::period, type.period);
    map.done();
    return type;
}

}  // namespace

void read_documents(MapReader& top, Profile& profile) {
    profile.documents.fields = built_in_document_fields();
    const YamlNode* node = top.take("documents");
    if (node == nullptr) {
        return;
    }
    MapReader map(top.reading(), *node, "documents");
    read_fields(map, "fields", profile.documents.fields);
    map.choices("secrecy", profile.documents.secrecy);
    map.choices("access", profile.documents.access);
    map.name("period", NameKind::period, profile.documents.period);
    map.done();
}

void read_document_types(MapReader& top, Profile& profile) {
    std::unordered_map<std::string, std::string> codes;
    top.each_named("document_types", [&](const YamlEntry& entry) {
        DocumentType type = read_type(top.reading(), entry, profile.documents.period);
        const auto [first, is_new] = codes.emplace(type.code, type.name);
        if (!type.code.empty() && !is_new) {
            top.reading().wrong(entry.at, say("code {} is also that of '{}'", printable(type.code), first->second));
        }
        profile.document_types.push_back(std::move(type));
    });
}

void read_catalogue(MapReader& top, Profile& profile) {
    NameList placed;
    top.each_named("catalogue", [&](const YamlEntry& entry) {
        CatalogueGroup group;
        group.name = entry.key;
        MapReader map(top.reading(), entry.value, "catalogue.NAME");
        map.title(group.title);
        map.names("types", NameKind::document_type, group.types);
        map.need("types");
        map.done();
        for (const std::string& type : group.types) {
            if (placed.contains(type)) {
                top.reading().wrong(entry.value.at, say("document type '{}' stands in two groups", type));
            }
            placed.add(type);
        }
        profile.catalogue.push_back(std::move(group));
    });
}

}  // namespace arc
