#include "profile/vocabulary.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arc {
namespace {

// Words that people write without a noun, where more than one noun could be meant.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> short_words{{
    {"class", "customer.class"},
    {"kind", "customer.kind"},
    {"status", "customer.status"},
    {"customer", "customer.number"},
    {"project", "customer.number"},
    {"type", "document.type"},
    {"secrecy", "document.secrecy"},
    {"retention", "document.period"},
    {"medium", "document.medium"},
    {"ticket_type", "ticket.type"},
    {"ticket", "ticket.number"},
    {"stage", "ticket.stage"},
    {"zone", "place.zone"},
}};
// Where a bare field name is looked for, in order.
constexpr std::array<std::string_view, 6> noun_prefixes{"customer.", "ticket.", "document.",
                                                        "series.",   "entry.",  "batch."};

// Keys of a map, or the words of a list (also of maps with a key `name`).
std::vector<std::string> names_in(const YamlNode* node) {
    std::vector<std::string> names;
    if (node == nullptr) {
        return names;
    }
    for (const YamlEntry& entry : node->entries) {
        names.push_back(entry.key);
    }
    for (const YamlNode& item : node->items) {
        const YamlNode* name = item.find("name");
        if (item.kind == YamlNode::Kind::scalar) {
            names.push_back(item.text);
        } else if (name != nullptr) {
            names.push_back(name->text);
        } else if (item.entries.size() == 1) {
            names.push_back(item.entries.front().key);  // {spot: 5%}
        }
    }
    return names;
}

void add_all(NameList& list, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        list.add(name);
    }
}

NameList list_of(const std::vector<std::string>& names) {
    NameList list;
    add_all(list, names);
    return list;
}

const YamlNode* at(const YamlNode& root, std::string_view first, std::string_view second = {}) {
    const YamlNode* node = root.find(first);
    return node == nullptr || second.empty() ? node : node->find(second);
}

class Collector {
public:
    explicit Collector(const YamlNode& root) : root_(root) {}

    Vocabulary collect() {
        for (const auto& [path, type] : built_in_paths()) {
            words_.paths[path] = {type, {}};
        }
        words_.paths["document.form"].values = list_of({"original", "copy"});
        subject();
        documents();
        tickets();
        series();
        keeping();
        value_lists();
        return std::move(words_);
    }

private:
    void add(NameKind kind, const std::vector<std::string>& names) { add_all(words_.names[kind], names); }
    void built_in_fields(const std::string& noun, NameKind kind, const std::vector<Field>& fields) {
        for (const Field& field : fields) {
            add(kind, {field.name});
            words_.paths[noun + field.name] = {field.type, list_of(field.one_of)};
        }
    }
    void fields(const std::string& noun, NameKind kind, const YamlNode* node) {
        if (node == nullptr) {
            return;
        }
        for (const YamlEntry& entry : node->entries) {
            add(kind, {entry.key});
            PathFacts& facts = words_.paths[noun + entry.key];
            const YamlNode* values = entry.value.find("one_of");
            const YamlNode* type = entry.value.find("type");
            const std::string& written = type == nullptr ? entry.value.text : type->text;
            if (values != nullptr) {
                facts = {FieldType::one_of, list_of(names_in(values))};
                continue;
            }
            for (const FieldType known : {FieldType::number, FieldType::date, FieldType::boolean}) {
                facts.type = written == to_text(known) ? known : facts.type;
            }
        }
    }
    void subject() {
        built_in_fields("customer.", NameKind::customer_field, built_in_customer_fields());
        for (const char* section : {"customer", "project"}) {
            add(NameKind::customer_class, names_in(at(root_, section, "classes")));
            add(NameKind::customer_kind, names_in(at(root_, section, "kinds")));
            add(NameKind::customer_status, names_in(at(root_, section, "statuses")));
            fields("customer.", NameKind::customer_field, at(root_, section, "fields"));
        }
        if (words_.of(NameKind::customer_status).all().empty()) {
            add(NameKind::customer_status, {"active", "closed"});
        }
    }
    void documents() {
        built_in_fields("document.", NameKind::document_field, built_in_document_fields());
        fields("document.", NameKind::document_field, at(root_, "documents", "fields"));
        add(NameKind::secrecy, names_in(at(root_, "documents", "secrecy")));
        add(NameKind::access, names_in(at(root_, "documents", "access")));
        add(NameKind::document_type, names_in(root_.find("document_types")));
        if (const YamlNode* types = root_.find("document_types")) {
            for (const YamlEntry& type : types->entries) {
                fields("document.", NameKind::document_field, type.value.find("fields"));
            }
        }
        add(NameKind::catalogue_group, names_in(root_.find("catalogue")));
    }
    void tickets() {
        built_in_fields("ticket.", NameKind::ticket_field, built_in_ticket_fields());
        fields("ticket.", NameKind::ticket_field, at(root_, "tickets", "fields"));
        add(NameKind::ticket_type, names_in(root_.find("ticket_types")));
        if (const YamlNode* types = root_.find("ticket_types")) {
            for (const YamlEntry& type : types->entries) {
                const std::vector<std::string> stages = names_in(type.value.find("stages"));
                words_.stages[type.key] = list_of(stages);
                add(NameKind::stage, stages);
                fields("ticket.", NameKind::ticket_field, type.value.find("fields"));
            }
        }
    }
    void series() {
        const YamlNode* node = root_.find("series");
        const YamlNode* levels = node != nullptr && node->kind == YamlNode::Kind::map ? node->find("levels") : node;
        add(NameKind::series_level, names_in(levels));
        for (const std::string& level : words_.of(NameKind::series_level).all()) {
            if (level != "year" && level != "unit" && level != "retention") {
                words_.paths["series." + level] = {};
            }
        }
        if (levels == nullptr) {
            return;
        }
        for (const YamlNode& level : levels->items) {
            const YamlNode* name = level.find("name");
            if (name != nullptr && level.find("values") != nullptr) {
                words_.paths["series." + name->text].values = list_of(names_in(level.find("values")));
            }
        }
    }
    void keeping() {
        add(NameKind::step, names_in(root_.find("steps")));
        add(NameKind::zone, names_in(at(root_, "places", "zones")));
        add(NameKind::place_level, names_in(at(root_, "places", "levels")));
        if (words_.of(NameKind::place_level).all().empty()) {
            add(NameKind::place_level, {"room", "cabinet", "row", "shelf", "slot"});
        }
        add(NameKind::period, names_in(at(root_, "retention", "periods")));
        add(NameKind::list, names_in(root_.find("lists")));
        for (const EntryKind& kind : built_in_entries()) {
            add(NameKind::entry_kind, {kind.name});
        }
        add(NameKind::entry_kind, names_in(root_.find("entries")));
        add(NameKind::reason, names_in(at(root_, "handover", "refuse_for")));
        for (const Medium& medium : built_in_media()) {
            add(NameKind::medium, {medium.name});
        }
        add(NameKind::medium, names_in(root_.find("media")));
        roles();
        if (const YamlNode* entries = root_.find("entries")) {
            for (const YamlEntry& kind : entries->entries) {
                fields("entry.", NameKind::entry_field, kind.value.find("fields"));
            }
        }
    }
    void roles() {
        add(NameKind::role, built_in_roles());
        add(NameKind::role, names_in(root_.find("roles")));
        if (const YamlNode* rights = root_.find("rights")) {
            for (const YamlNode& row : rights->items) {
                if (const YamlNode* role = row.find("role")) {
                    add(NameKind::role, {role->text});
                }
            }
        }
    }
    // Paths whose values are names of the profile's own.
    void value_lists() {
        const std::pair<const char*, NameKind> rows[] = {{"customer.class", NameKind::customer_class},
                                                         {"customer.kind", NameKind::customer_kind},
                                                         {"customer.status", NameKind::customer_status},
                                                         {"document.type", NameKind::document_type},
                                                         {"document.group", NameKind::catalogue_group},
                                                         {"document.medium", NameKind::medium},
                                                         {"document.access", NameKind::access},
                                                         {"document.period", NameKind::period},
                                                         {"ticket.type", NameKind::ticket_type},
                                                         {"ticket.stage", NameKind::stage},
                                                         {"place.zone", NameKind::zone},
                                                         {"place.level", NameKind::place_level},
                                                         {"person.role", NameKind::role}};
        for (const auto& [path, kind] : rows) {
            words_.paths[path].values = words_.of(kind);
        }
    }

    const YamlNode& root_;
    Vocabulary words_;
};

// customer.closed.month -> customer.closed; anything else unchanged.
std::string_view without_date_part(std::string_view path) {
    for (const std::string_view part : {".year", ".month", ".day"}) {
        if (path.ends_with(part)) {
            return path.substr(0, path.size() - part.size());
        }
    }
    return path;
}

}  // namespace

const NameList& Vocabulary::of(NameKind kind) const {
    static const NameList none;
    const auto found = names.find(kind);
    return found == names.end() ? none : found->second;
}

std::optional<PathFacts> Vocabulary::facts(std::string_view path) const {
    const auto found = paths.find(path);
    if (found != paths.end()) {
        return found->second;
    }
    const std::string_view whole = without_date_part(path);
    const auto date = paths.find(whole);
    if (whole != path && date != paths.end() && date->second.type == FieldType::date) {
        return PathFacts{path.ends_with(".year") ? FieldType::number : FieldType::text, {}};
    }
    return std::nullopt;
}

std::optional<std::string> Vocabulary::full_path(std::string_view written) const {
    for (const auto& [word, path] : short_words) {
        if (written == word) {
            return std::string(path);
        }
    }
    std::string text(written);
    if (text.starts_with("project.")) {
        text.replace(0, 8, "customer.");
    }
    if (facts(text)) {
        return text;
    }
    for (const std::string_view prefix : noun_prefixes) {
        const std::string full = std::string(prefix) + text;
        if (facts(full)) {
            return full;
        }
    }
    return std::nullopt;
}

std::vector<std::string> Vocabulary::writable_paths() const {
    std::vector<std::string> all;
    for (const auto& [word, path] : short_words) {
        all.emplace_back(word);
    }
    for (const auto& [path, facts_of_path] : paths) {
        all.push_back(path);
        all.push_back(path.substr(path.find('.') + 1));
    }
    return all;
}

Vocabulary collect_vocabulary(const YamlNode& root) {
    return Collector(root).collect();
}

}  // namespace arc
