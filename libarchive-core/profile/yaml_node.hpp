#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace arc {

// A place in a text: line and column from 1, columns in characters.
struct TextPlace {
    int line = 1;
    int column = 1;
    auto operator<=>(const TextPlace&) const = default;
};

struct YamlEntry;

// YAML as plain values, aliases resolved, every part with its place; repeated keys are kept, for the reader to refuse.
struct YamlNode {
    enum class Kind { empty, scalar, list, map };
    Kind kind = Kind::empty;
    TextPlace at;
    std::string text;                // of a scalar
    std::vector<YamlNode> items;     // of a list
    std::vector<YamlEntry> entries;  // of a map

    // The value of the first such key, or null; also where this is no map.
    const YamlNode* find(std::string_view key) const;
    // On one line: {type: licence, stage: accepted}.
    std::string one_line() const;
};

struct YamlEntry {
    std::string key;
    TextPlace at;
    YamlNode value;
};

// What is wrong with a text as YAML, or with its size.
struct YamlFault {
    TextPlace at;
    std::string what;
    std::string next;
};

// The first document of a UTF-8 text. Limits: 4 MB, 40 levels, 100,000 values with aliases counted at each use; keys
// must be scalars; a second document is refused.
std::variant<YamlNode, YamlFault> parse_yaml(std::string_view text);

}  // namespace arc
