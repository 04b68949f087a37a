#include "profile/profile_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace arc;

namespace {

const std::string manual_path = std::string(ARC_SOURCE) + "/man/arc-profile.5";
const std::string every_key_path = std::string(ARC_SOURCE) + "/tests/data/profiles/every-key.yaml";

std::string text_of(const std::string& path) {
    std::ifstream in(path);
    REQUIRE(in.good());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

// Every key that the manual explains: the words of its ".It Ic a , b" lines.
std::set<std::string> keys_of_manual() {
    std::set<std::string> keys;
    for (const std::string& line : lines_of(text_of(manual_path))) {
        std::istringstream words(line);
        std::string item;
        std::string macro;
        words >> item >> macro;
        for (std::string key; item == ".It" && macro == "Ic" && words >> key;) {
            if (key != ",") {
                keys.insert(key);
            }
        }
    }
    return keys;
}

// The manual explains titles, place levels, patch codes and the repeated terms of lending once.
std::string as_in_manual(std::string key) {
    const std::string last = key.substr(key.rfind('.') + 1);
    if (key != "title" && (last == "title" || last == "zh" || last == "en")) {
        return {};
    }
    for (const char* level : {"room", "cabinet", "row", "shelf", "slot"}) {
        if (key == std::string("places.rules.") + level) {
            return "places.rules.LEVEL";
        }
    }
    if (key.starts_with("barcodes.patches.")) {
        return "barcodes.patches.PATCH";
    }
    if (key.starts_with("lending.rules.") && last != "when") {
        return "lending." + last;
    }
    return key;
}

std::set<std::string> keys_of_reader() {
    const std::variant<YamlNode, YamlFault> tree = parse_yaml(text_of(every_key_path));
    const YamlNode* root = std::get_if<YamlNode>(&tree);
    REQUIRE(root != nullptr);
    Reading reading("every-key.yaml", collect_vocabulary(*root));
    read_profile(reading, *root);
    CHECK(reading.take_mistakes().empty());
    std::set<std::string> keys;
    for (const std::string& key : reading.keys()) {
        keys.insert(as_in_manual(key));
    }
    keys.erase("");
    return keys;
}

// The YAML examples of the manual, escapes undone.
std::vector<std::string> examples_of_manual() {
    std::vector<std::string> examples;
    bool inside = false;
    for (std::string line : lines_of(text_of(manual_path))) {
        if (line.starts_with(".Bd -literal")) {
            inside = true;
            examples.emplace_back();
        } else if (line == ".Ed") {
            inside = false;
        } else if (inside) {
            for (std::size_t at = line.find("\\e"); at != std::string::npos; at = line.find("\\e", at + 1)) {
                line.replace(at, 2, "\\");
            }
            examples.back() += line + "\n";
        }
    }
    return examples;
}

// What the examples take for granted, a section a line.
const std::map<std::string, std::string> granted{
    {"profile", "profile: example"},
    {"customer",
     "customer: {classes: [high, low], kinds: [person, organisation], "
     "fields: {voltage_kv: number, capacity_kva: number, meter_number: text, tariff: text}}"},
    {"series", "series: [category, year]"},
    {"document_types",
     "document_types: {application: {}, contract: {fields: {signed: date, ends: date}}, licence: {}}"},
    {"ticket_types", "ticket_types: {new: {stages: [accepted, built, filed]}}"},
};

std::string with_what_is_granted(const std::string& example) {
    std::string text = example;
    for (const auto& [section, line] : granted) {
        if (("\n" + example).find("\n" + section + ":") == std::string::npos) {
            text += line + "\n";
        }
    }
    return text;
}

}  // namespace

TEST_CASE("the manual explains exactly the keys that the reader knows") {
    const std::set<std::string> manual = keys_of_manual();
    const std::set<std::string> reader = keys_of_reader();
    for (const std::string& key : manual) {
        CAPTURE(key);
        CHECK(reader.contains(key));
    }
    for (const std::string& key : reader) {
        CAPTURE(key);
        CHECK(manual.contains(key));
    }
}

TEST_CASE("the sample with every key has every key of the manual") {
    const std::string sample = text_of(every_key_path);
    for (const std::string& key : keys_of_manual()) {
        const std::string last = key.substr(key.rfind('.') + 1);
        const bool named = std::ranges::none_of(last, [](char c) { return c >= 'A' && c <= 'Z'; });
        CAPTURE(key);
        CHECK((!named || key == "project" || sample.find(last + ":") != std::string::npos));
    }
}

TEST_CASE("every example of the manual is a profile without a mistake") {
    const std::vector<std::string> examples = examples_of_manual();
    CHECK(examples.size() >= 15);
    for (const std::string& example : examples) {
        CAPTURE(example);
        const LoadedProfile loaded = load_profile(with_what_is_granted(example), "example");
        for (const ProfileMistake& mistake : loaded.mistakes) {
            CAPTURE(mistake.message());
            CHECK(mistake.message().empty());
        }
    }
}
