#pragma once

#include "model/audit_rules.hpp"
#include "model/keeper_rule.hpp"
#include "profile/load_profile.hpp"
#include "profile/vocabulary.hpp"
#include "profile/yaml_node.hpp"

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// One pass over a profile's text: what it declares, what is wrong with it, and which keys were looked for.
class Reading {
public:
    Reading(std::string file, Vocabulary words) : file_(std::move(file)), words_(std::move(words)) {}

    const Vocabulary& words() const noexcept { return words_; }
    // Of a text with very many mistakes only the first hundred found are kept.
    void wrong(TextPlace at, std::string what, std::string next = {});
    // In the order of the text.
    std::vector<ProfileMistake> take_mistakes();
    // "section.key", NAME where people choose the key: all that a profile may say. For the test of the manual.
    const std::set<std::string>& keys() const noexcept { return keys_; }
    // What only audits and arc-find ask of a profile, kept beside it while it is read.
    AuditRules& audit_rules() noexcept { return audit_rules_; }
    // What only the allotment of customers asks.
    std::vector<KeeperRule>& keeper_rules() noexcept { return keeper_rules_; }
    void looked_for(std::string_view section, std::string_view key) {
        keys_.insert(section.empty() ? std::string(key) : std::string(section) + "." + std::string(key));
    }
    // Reports a name that the profile does not declare. True where it does.
    bool check_name(const YamlNode& node, NameKind kind);
    // "did you mean 'x'", or "one of a, b, c" where the list is short, or "".
    std::string suggest(std::string_view typed, std::span<const std::string> candidates) const;
    // The full path, or "" after a report.
    std::string path(std::string_view written, TextPlace at);

private:
    static constexpr std::size_t max_mistakes = 100;

    std::string file_;
    Vocabulary words_;
    std::vector<ProfileMistake> mistakes_;
    std::set<std::string> keys_;
    AuditRules audit_rules_;
    std::vector<KeeperRule> keeper_rules_;
};

// The spelling of each value of an enumeration.
template <class T>
using Spellings = std::span<const std::pair<std::string_view, T>>;

// Reads the keys of one map. Every key that may stand there is looked for by one of the functions below, which leave
// their last argument alone when the key is absent or wrong (then the mistake is noted); done() reports all other keys.
class MapReader {
public:
    // `section` as the manual writes it: "document_types.NAME". A node that is no map is a mistake, an empty one is
    // not.
    MapReader(Reading& reading, const YamlNode& node, std::string section);

    TextPlace at() const noexcept { return node_.at; }
    Reading& reading() noexcept { return reading_; }
    const std::string& section() const noexcept { return section_; }
    bool has(std::string_view key) const { return node_.find(key) != nullptr; }
    // The value, also an empty one; null where the key is absent.
    const YamlNode* take(std::string_view key);
    // The same, but its absence is a mistake.
    const YamlNode* need(std::string_view key);

    void text(std::string_view key, std::string& out);
    void whole(std::string_view key, int& out, int least, int most);
    void real(std::string_view key, double& out, double least, double most);
    // 5% or 5
    void percent(std::string_view key, double& out);
    void flag(std::string_view key, bool& out);
    void duration(std::string_view key, Duration& out);
    void duration(std::string_view key, std::optional<Duration>& out);
    void pattern(std::string_view key, std::optional<Pattern>& out);
    void condition(std::string_view key, Condition& out);
    void path(std::string_view key, std::string& out);
    void paths(std::string_view key, std::vector<std::string>& out);
    // A name that the profile declares somewhere.
    void name(std::string_view key, NameKind kind, std::string& out);
    // One or a list of them.
    void names(std::string_view key, NameKind kind, std::vector<std::string>& out);
    // A role, or one of the words also allowed there.
    void role(std::string_view key, std::span<const std::string> also, std::string& out);
    // One of a fixed list of words.
    void word(std::string_view key, std::span<const std::string> known, std::string& out);
    // Free texts, one or a list.
    void texts(std::string_view key, std::vector<std::string>& out);
    // Names declared here: a list of words, or a map from each to its title ({zh, en}, or one text for both).
    void choices(std::string_view key, std::vector<Choice>& out);
    // Keys `title`, `zh` and `en` of this map.
    void title(Title& out);
    // {zh, en} or one text, under a key of its own.
    void title(std::string_view key, Title& out);
    template <class T>
    void choice(std::string_view key, Spellings<T> known, T& out) {
        if (const YamlNode* node = take(key)) {
            const std::optional<std::size_t> found = index_of(*node, spelled<T>(known));
            if (found) {
                out = known[*found].second;
            }
        }
    }
    template <class T>
    void choices_of(std::string_view key, Spellings<T> known, std::vector<T>& out) {
        if (const YamlNode* node = take(key)) {
            out.clear();
            for (const YamlNode* item : one_or_more(*node)) {
                if (const std::optional<std::size_t> found = index_of(*item, spelled<T>(known))) {
                    out.push_back(known[*found].second);
                }
            }
        }
    }
    // Each map of a list (a single map stands for a list of one); `path` counts from 0: "deadlines[2]".
    void each_map(std::string_view key, const std::function<void(const YamlNode&, const std::string& path)>& read);
    // Each entry of a map whose keys are names that this profile declares.
    void each_named(std::string_view key, const std::function<void(const YamlEntry&)>& read);

    // Reports the keys that nobody looked for.
    void done();

    // The elements of a list, or the node itself.
    static std::vector<const YamlNode*> one_or_more(const YamlNode& node);

private:
    template <class T>
    static std::vector<std::string> spelled(Spellings<T> known) {
        std::vector<std::string> words;
        for (const auto& [word, value] : known) {
            words.emplace_back(word);
        }
        return words;
    }
    std::optional<std::size_t> index_of(const YamlNode& node, const std::vector<std::string>& words);

    Reading& reading_;
    const YamlNode& node_;
    std::string section_;
    std::vector<std::string> known_;
};

// A scalar's text; nothing, and a mistake, for anything else. `wanted` names what should stand there.
std::optional<std::string> scalar_text(Reading& reading, const YamlNode& node, std::string_view wanted);
std::optional<double> scalar_number(Reading& reading, const YamlNode& node, double least, double most);
std::optional<Duration> scalar_duration(Reading& reading, const YamlNode& node);
std::optional<Pattern> scalar_pattern(Reading& reading, const YamlNode& node);
// {zh, en} or one text for both.
Title read_title(Reading& reading, const YamlNode& node);
// What `when` and the like say; see arc-profile(5), CONDITIONS.
Condition read_condition(Reading& reading, const YamlNode& node);
// Reports a name that cannot be one: blanks, signs that paths and conditions use, over 64 bytes.
bool check_new_name(Reading& reading, std::string_view name, TextPlace at);
// Reports keys that stand twice.
void check_repeated_keys(Reading& reading, const YamlNode& node);

}  // namespace arc
