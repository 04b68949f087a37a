#pragma once

#include "model/profile.hpp"
#include "profile/yaml_node.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace arc {

// Names in the order they were declared, each once.
class NameList {
public:
    void add(const std::string& name) {
        if (lookup_.insert(name).second) {
            names_.push_back(name);
        }
    }
    bool contains(const std::string& name) const { return lookup_.contains(name); }
    const std::vector<std::string>& all() const noexcept { return names_; }

private:
    std::vector<std::string> names_;
    std::unordered_set<std::string> lookup_;
};

// What a path of a condition may be compared with.
struct PathFacts {
    FieldType type = FieldType::text;
    NameList values;  // empty: any of its type
};

// All names that a profile's text declares, gathered before it is read, so that a use may stand before its declaration.
struct Vocabulary {
    std::map<NameKind, NameList> names;
    std::map<std::string, NameList, std::less<>> stages;  // of each ticket type
    std::map<std::string, PathFacts, std::less<>> paths;  // customer.class, document.date …

    const NameList& of(NameKind kind) const;
    // A path as people write it (class, voltage_kv, closed.month, project.name) with its noun; nothing if it is
    // unknown.
    std::optional<std::string> full_path(std::string_view written) const;
    // Nothing for an unknown path; dates also have the parts .year .month (2026-11) and .day.
    std::optional<PathFacts> facts(std::string_view full_path) const;
    // What people may write, for suggestions.
    std::vector<std::string> writable_paths() const;
};

Vocabulary collect_vocabulary(const YamlNode& root);

// The fields that every archive has, before a profile refines them.
std::vector<Field> built_in_customer_fields();
std::vector<Field> built_in_ticket_fields();
std::vector<Field> built_in_document_fields();
// The paths of conditions that exist whatever the profile says, fields aside.
const std::vector<std::pair<std::string, FieldType>>& built_in_paths();
// paper electronic film photo audio video disc object.
std::vector<Medium> built_in_media();
// copy-check condition conversion.
std::vector<EntryKind> built_in_entries();

}  // namespace arc
