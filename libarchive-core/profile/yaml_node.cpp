#include "profile/yaml_node.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace arc {
namespace {

constexpr std::size_t max_bytes = std::size_t{4} << 20;
constexpr std::size_t max_depth = 40;
constexpr std::size_t max_values = 100'000;

// yaml-cpp counts lines and columns from 0, and columns in bytes.
class Lines {
public:
    explicit Lines(std::string_view text) : text_(text) {
        for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
            starts_.push_back(at + 1);
        }
    }
    TextPlace place(const YAML::Mark& mark) const {
        if (mark.is_null()) {
            return {};
        }
        const auto line = std::min(static_cast<std::size_t>(std::max(mark.line, 0)), starts_.size() - 1);
        const std::size_t length = text_.size() - starts_[line];
        const auto bytes = std::min(static_cast<std::size_t>(std::max(mark.column, 0)), length);
        const std::size_t characters = to_code_points(text_.substr(starts_[line], bytes)).size();
        return {static_cast<int>(line) + 1, static_cast<int>(characters) + 1};
    }

private:
    std::string_view text_;
    std::vector<std::size_t> starts_{0};
};

std::size_t count_values(const YamlNode& node) {
    std::size_t count = 1;
    for (const YamlNode& item : node.items) {
        count += count_values(item);
    }
    for (const YamlEntry& entry : node.entries) {
        count += count_values(entry.value);
    }
    return count;
}

// Builds the tree from yaml-cpp's events. A fault leaves as an exception of our own, because a handler cannot return
// one.
class TreeBuilder final : public YAML::EventHandler {
public:
    explicit TreeBuilder(const Lines& lines) : lines_(lines) {}
    YamlNode take() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        add(leaf(YamlNode::Kind::empty, mark, {}), anchor);
    }
    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  const std::string& value) override {
        add(leaf(YamlNode::Kind::scalar, mark, value), anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto known = anchors_.find(anchor);
        if (known == anchors_.end()) {
            throw YamlFault{lines_.place(mark), say("an alias stands inside the value it repeats"), {}};
        }
        YamlNode copy = known->second;
        copy.at = lines_.place(mark);
        add(std::move(copy), 0);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(leaf(YamlNode::Kind::list, mark, {}), anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(leaf(YamlNode::Kind::map, mark, {}), anchor);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        YamlNode node;
        YAML::anchor_t anchor = 0;
        bool has_key = false;
        std::string key;
        TextPlace key_at;
    };

    YamlNode leaf(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& text) const {
        YamlNode node;
        node.kind = kind;
        node.at = lines_.place(mark);
        node.text = to_nfc(text);
        return node;
    }
    void open(YamlNode node, YAML::anchor_t anchor) {
        if (open_.size() >= max_depth) {
            throw YamlFault{node.at, say("more than {} levels deep", max_depth), {}};
        }
        Open started;
        started.node = std::move(node);
        started.anchor = anchor;
        open_.push_back(std::move(started));
    }
    void close() {
        Open done = std::move(open_.back());
        open_.pop_back();
        values_ -= count_values(done.node) - 1;
        add(std::move(done.node), done.anchor);
    }
    void add(YamlNode node, YAML::anchor_t anchor) {
        values_ += count_values(node);
        if (values_ > max_values) {
            throw YamlFault{node.at, say("more than {} values, aliases counted at each use", max_values), {}};
        }
        if (anchor != 0) {
            anchors_[anchor] = node;
        }
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.kind == YamlNode::Kind::list) {
            parent.node.items.push_back(std::move(node));
        } else if (parent.has_key) {
            parent.node.entries.push_back({std::move(parent.key), parent.key_at, std::move(node)});
            parent.has_key = false;
        } else {
            set_key(parent, node);
        }
    }
    static void set_key(Open& parent, const YamlNode& node) {
        if (node.kind != YamlNode::Kind::scalar) {
            throw YamlFault{node.at, say("a key must be a word"), say("put it in quotes")};
        }
        parent.key = node.text;
        parent.key_at = node.at;
        parent.has_key = true;
    }

    const Lines& lines_;
    YamlNode root_;
    std::vector<Open> open_;
    std::map<YAML::anchor_t, YamlNode> anchors_;
    std::size_t values_ = 0;
};

// Line breaks, colons and such would make a one-line text ambiguous, so they are quoted.
std::string quoted_if_needed(const std::string& text) {
    const bool plain = !text.empty() && text.find_first_of(",:{}[]\"'#\n") == std::string::npos;
    return plain ? text : '"' + text + '"';
}

std::variant<YamlNode, YamlFault> build(std::string_view text, const Lines& lines) {
    std::istringstream in{std::string(text)};
    TreeBuilder builder(lines);
    try {
        YAML::Parser parser(in);
        if (!parser.HandleNextDocument(builder)) {
            return YamlNode{};
        }
        YamlNode root = builder.take();
        TreeBuilder second(lines);
        if (parser.HandleNextDocument(second)) {
            return YamlFault{second.take().at, say("a second document"),
                             say("a profile is one document; remove '---'")};
        }
        return root;
    } catch (const YamlFault& fault) {
        return fault;
    } catch (const YAML::Exception& error) {
        return YamlFault{lines.place(error.mark), say("not YAML: {}", error.msg), {}};
    }
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    const auto found = std::ranges::find(entries, key, &YamlEntry::key);
    return found == entries.end() ? nullptr : &found->value;
}

std::string YamlNode::one_line() const {
    if (kind == Kind::scalar) {
        return quoted_if_needed(text);
    }
    std::vector<std::string> parts;
    for (const YamlNode& item : items) {
        parts.push_back(item.one_line());
    }
    for (const YamlEntry& entry : entries) {
        parts.push_back(quoted_if_needed(entry.key) + ": " + entry.value.one_line());
    }
    if (kind == Kind::list) {
        return "[" + join(parts, ", ") + "]";
    }
    return kind == Kind::map ? "{" + join(parts, ", ") + "}" : "";
}

std::variant<YamlNode, YamlFault> parse_yaml(std::string_view text) {
    if (text.size() > max_bytes) {
        return YamlFault{{}, say("larger than {} MB", max_bytes >> 20), {}};
    }
    const Lines lines(text);
    if (!is_utf8(text)) {
        return YamlFault{{}, say("not UTF-8"), say("save it as UTF-8 (iconv -f GB18030 -t UTF-8)")};
    }
    if (text.find('\0') != std::string_view::npos) {
        return YamlFault{{}, say("it has a NUL character"), {}};
    }
    if (text.starts_with("\xef\xbb\xbf")) {
        text.remove_prefix(3);
        return build(text, Lines(text));
    }
    return build(text, lines);
}

}  // namespace arc
