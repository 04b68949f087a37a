#include "profile/archive_config.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <yaml-cpp/yaml.h>

namespace arc {
namespace {

const std::vector<std::string> known_keys{"id",      "name", "fonds", "labels",  "zone",
                                          "profile", "mode", "test",  "inboxes", "outbox"};

std::string quoted_yaml(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c == '\'' ? "''" : std::string(1, c);
    }
    return quoted + "'";
}

Error mistake(const std::string& file, const YAML::Mark& at, std::string what, std::string next) {
    return {ErrorCode::usage, fmt::format("{}:{}:{}", file, at.line + 1, at.column + 1), std::move(what),
            std::move(next)};
}

Result<ArchiveConfig> read_keys(const YAML::Node& root, const std::string& file) {
    ArchiveConfig config;
    for (const auto& entry : root) {
        const auto key = entry.first.as<std::string>();
        const YAML::Node& value = entry.second;
        if (std::find(known_keys.begin(), known_keys.end(), key) == known_keys.end()) {
            const std::string near = nearest(key, known_keys);
            return mistake(file, entry.first.Mark(), say("unknown key \"{}\"", key),
                           near.empty() ? say("known are {}", join(known_keys, ", ")) : say("did you mean {}?", near));
        }
        if (key == "inboxes") {
            config.inboxes = value.as<std::vector<std::string>>();
            continue;
        }
        const auto text = value.IsNull() ? std::string() : value.as<std::string>();
        if (key == "mode" && text != "open" && text != "guarded") {
            return mistake(file, value.Mark(), say("mode is open or guarded, not \"{}\"", text), {});
        }
        if (key == "id")
            config.id = text;
        if (key == "name")
            config.name = text;
        if (key == "fonds")
            config.fonds = text;
        if (key == "labels")
            config.label_namespace = text;
        if (key == "zone")
            config.zone = text;
        if (key == "profile")
            config.profile = text;
        if (key == "mode")
            config.mode = text == "guarded" ? ArchiveMode::guarded : ArchiveMode::open;
        if (key == "test")
            config.test = value.as<bool>();
        if (key == "outbox")
            config.outbox = text;
    }
    if (config.id.empty()) {
        return Error{ErrorCode::usage, file, say("the key \"id\" is missing"), say("every archive needs one")};
    }
    return config;
}

}  // namespace

std::string write_archive_config(const ArchiveConfig& config) {
    std::string inboxes;
    for (const std::string& inbox : config.inboxes) {
        inboxes += (inboxes.empty() ? "" : ", ") + quoted_yaml(inbox);
    }
    return fmt::format(
        "# One archive: the facts about it. Its rules are in profile.yaml.\n"
        "id: {}            # in every record and event; never changed\n"
        "name: {}\n"
        "fonds: {}         # the fonds number (全宗号)\n"
        "labels: {}        # 2-4 capitals at the front of printed codes; ZZ only in test archives\n"
        "zone: {}          # calendar dates and office hours are of this zone\n"
        "profile: {}\n"
        "mode: {}          # open: rights are guard rails; guarded: see arc-admin(1)\n"
        "test: {}          # true: --now may be given to verbs that change things\n"
        "inboxes: [{}]     # folders that arc-ingest --watch may take from\n"
        "outbox: {}\n",
        quoted_yaml(config.id), quoted_yaml(config.name), quoted_yaml(config.fonds),
        quoted_yaml(config.label_namespace), quoted_yaml(config.zone), quoted_yaml(config.profile),
        config.mode == ArchiveMode::open ? "open" : "guarded", config.test, inboxes, quoted_yaml(config.outbox));
}

Result<ArchiveConfig> read_archive_config(std::string_view text, const std::string& file) {
    try {
        const YAML::Node root = YAML::Load(std::string(text));
        if (!root.IsMap()) {
            return Error{ErrorCode::usage, file, say("not a list of keys"), {}};
        }
        return read_keys(root, file);
    } catch (const YAML::Exception& error) {
        return mistake(file, error.mark, error.msg, {});
    }
}

}  // namespace arc
