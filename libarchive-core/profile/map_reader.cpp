#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/reading.hpp"

#include <algorithm>

namespace arc {
namespace {

std::string see_manual(const std::string& section) {
    return section.empty() ? say("see arc-profile(5)") : say("see {} in arc-profile(5)", section);
}

}  // namespace

MapReader::MapReader(Reading& reading, const YamlNode& node, std::string section)
    : reading_(reading), node_(node), section_(std::move(section)) {
    if (node.kind != YamlNode::Kind::map && node.kind != YamlNode::Kind::empty) {
        reading.wrong(node.at, say("here must stand keys with values"), see_manual(section_));
    }
    check_repeated_keys(reading, node);
}

const YamlNode* MapReader::take(std::string_view key) {
    if (std::ranges::count(known_, key) == 0) {
        known_.emplace_back(key);
    }
    reading_.looked_for(section_, key);
    return node_.find(key);
}

const YamlNode* MapReader::need(std::string_view key) {
    const YamlNode* node = take(key);
    if (node == nullptr) {
        reading_.wrong(node_.at, say("'{}' is missing", key), see_manual(section_));
    }
    return node;
}

void MapReader::done() {
    for (const YamlEntry& entry : node_.entries) {
        if (std::ranges::count(known_, entry.key) == 0) {
            reading_.wrong(entry.at, say("unknown key '{}'", printable(entry.key)),
                           reading_.suggest(entry.key, known_));
        }
    }
}

void MapReader::text(std::string_view key, std::string& out) {
    if (const YamlNode* node = take(key)) {
        out = scalar_text(reading_, *node, say("a text")).value_or(out);
    }
}

void MapReader::whole(std::string_view key, int& out, int least, int most) {
    const YamlNode* node = take(key);
    if (node == nullptr) {
        return;
    }
    const std::optional<double> number = scalar_number(reading_, *node, least, most);
    if (number && *number != static_cast<int>(*number)) {
        reading_.wrong(node->at, say("'{}' is not a whole number", node->text));
    } else if (number) {
        out = static_cast<int>(*number);
    }
}

void MapReader::real(std::string_view key, double& out, double least, double most) {
    if (const YamlNode* node = take(key)) {
        out = scalar_number(reading_, *node, least, most).value_or(out);
    }
}

void MapReader::percent(std::string_view key, double& out) {
    if (const YamlNode* node = take(key)) {
        YamlNode number = *node;
        if (number.text.ends_with('%')) {
            number.text.pop_back();
        }
        out = scalar_number(reading_, number, 0, 100).value_or(out);
    }
}

void MapReader::flag(std::string_view key, bool& out) {
    static constexpr std::pair<std::string_view, bool> words[] = {
        {"true", true}, {"false", false}, {"yes", true}, {"no", false}};
    choice<bool>(key, words, out);
}

void MapReader::duration(std::string_view key, Duration& out) {
    if (const YamlNode* node = take(key)) {
        out = scalar_duration(reading_, *node).value_or(out);
    }
}

void MapReader::duration(std::string_view key, std::optional<Duration>& out) {
    if (const YamlNode* node = take(key)) {
        out = scalar_duration(reading_, *node);
    }
}

void MapReader::pattern(std::string_view key, std::optional<Pattern>& out) {
    if (const YamlNode* node = take(key)) {
        out = scalar_pattern(reading_, *node);
    }
}

void MapReader::condition(std::string_view key, Condition& out) {
    if (const YamlNode* node = take(key)) {
        out = read_condition(reading_, *node);
    }
}

void MapReader::path(std::string_view key, std::string& out) {
    if (const YamlNode* node = take(key)) {
        if (const std::optional<std::string> written = scalar_text(reading_, *node, say("a field"))) {
            out = reading_.path(*written, node->at);
        }
    }
}

void MapReader::paths(std::string_view key, std::vector<std::string>& out) {
    if (const YamlNode* node = take(key)) {
        out.clear();
        for (const YamlNode* item : one_or_more(*node)) {
            if (const std::optional<std::string> written = scalar_text(reading_, *item, say("a field"))) {
                out.push_back(reading_.path(*written, item->at));
            }
        }
    }
}

void MapReader::name(std::string_view key, NameKind kind, std::string& out) {
    const YamlNode* node = take(key);
    if (node != nullptr && scalar_text(reading_, *node, to_text(kind)) && reading_.check_name(*node, kind)) {
        out = node->text;
    }
}

void MapReader::names(std::string_view key, NameKind kind, std::vector<std::string>& out) {
    if (const YamlNode* node = take(key)) {
        out.clear();
        for (const YamlNode* item : one_or_more(*node)) {
            if (scalar_text(reading_, *item, to_text(kind)) && reading_.check_name(*item, kind)) {
                out.push_back(item->text);
            }
        }
    }
}

void MapReader::role(std::string_view key, std::span<const std::string> also, std::string& out) {
    const YamlNode* node = take(key);
    if (node == nullptr || !scalar_text(reading_, *node, say("a role"))) {
        return;
    }
    if (std::ranges::count(also, node->text) != 0 || reading_.check_name(*node, NameKind::role)) {
        out = node->text;
    }
}

void MapReader::word(std::string_view key, std::span<const std::string> known, std::string& out) {
    if (const YamlNode* node = take(key)) {
        if (const std::optional<std::size_t> found = index_of(*node, {known.begin(), known.end()})) {
            out = known[*found];
        }
    }
}

void MapReader::texts(std::string_view key, std::vector<std::string>& out) {
    if (const YamlNode* node = take(key)) {
        out.clear();
        for (const YamlNode* item : one_or_more(*node)) {
            if (std::optional<std::string> text = scalar_text(reading_, *item, say("a text"))) {
                out.push_back(*text);
            }
        }
    }
}

void MapReader::choices(std::string_view key, std::vector<Choice>& out) {
    const YamlNode* node = take(key);
    if (node == nullptr) {
        return;
    }
    out.clear();
    NameList seen;
    const auto add = [&](const std::string& name, TextPlace at, Title title) {
        if (!check_new_name(reading_, name, at)) {
            return;
        }
        if (seen.contains(name)) {
            reading_.wrong(at, say("'{}' is given twice", name));
            return;
        }
        seen.add(name);
        out.push_back({name, std::move(title)});
    };
    if (node->kind == YamlNode::Kind::map) {
        for (const YamlEntry& entry : node->entries) {
            add(entry.key, entry.at, read_title(reading_, entry.value));
        }
        return;
    }
    for (const YamlNode* item : one_or_more(*node)) {
        if (std::optional<std::string> name = scalar_text(reading_, *item, say("a name"))) {
            add(*name, item->at, {});
        }
    }
}

void MapReader::title(Title& out) {
    if (const YamlNode* node = take("title")) {
        out = read_title(reading_, *node);
    }
    text("zh", out.zh);
    text("en", out.en);
}

void MapReader::title(std::string_view key, Title& out) {
    if (const YamlNode* node = take(key)) {
        out = read_title(reading_, *node);
    }
}

void MapReader::each_map(std::string_view key,
                         const std::function<void(const YamlNode&, const std::string& path)>& read) {
    const YamlNode* node = take(key);
    if (node == nullptr || node->kind == YamlNode::Kind::empty) {
        return;
    }
    const std::vector<const YamlNode*> items = one_or_more(*node);
    for (std::size_t i = 0; i < items.size(); ++i) {
        read(*items[i], fmt::format("{}[{}]", key, i));
    }
}

void MapReader::each_named(std::string_view key, const std::function<void(const YamlEntry&)>& read) {
    const YamlNode* node = take(key);
    if (node == nullptr || node->kind == YamlNode::Kind::empty) {
        return;
    }
    if (node->kind != YamlNode::Kind::map) {
        reading_.wrong(node->at, say("here must stand names with what they mean"), say("write NAME: {{…}}"));
        return;
    }
    check_repeated_keys(reading_, *node);
    NameList seen;
    for (const YamlEntry& entry : node->entries) {
        if (!seen.contains(entry.key) && check_new_name(reading_, entry.key, entry.at)) {
            seen.add(entry.key);
            read(entry);
        }
    }
}

std::vector<const YamlNode*> MapReader::one_or_more(const YamlNode& node) {
    std::vector<const YamlNode*> items;
    if (node.kind != YamlNode::Kind::list) {
        items.push_back(&node);
        return items;
    }
    for (const YamlNode& item : node.items) {
        items.push_back(&item);
    }
    return items;
}

std::optional<std::size_t> MapReader::index_of(const YamlNode& node, const std::vector<std::string>& words) {
    const std::optional<std::string> text = scalar_text(reading_, node, say("a word"));
    if (!text) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(words, *text);
    if (found != words.end()) {
        return static_cast<std::size_t>(found - words.begin());
    }
    const std::string near = nearest(*text, words);
    reading_.wrong(node.at, say("'{}' is not known here", printable(*text)),
                   near.empty() ? say("one of {}", join(words, ", ")) : say("did you mean '{}'", near));
    return std::nullopt;
}

}  // namespace arc
