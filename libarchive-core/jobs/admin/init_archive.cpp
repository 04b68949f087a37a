#include "jobs/admin/init_archive.hpp"

#include "base/counted.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/catalog.hpp"
#include "catalog/profile_table.hpp"
#include "jobs/archive.hpp"
#include "jobs/change.hpp"
#include "label/label_code.hpp"
#include "profile/archive_config.hpp"
#include "profile/load_profile.hpp"
#include "store/files.hpp"
#include "version.hpp"

#include <algorithm>
#include <cstdlib>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest_profile = 4 << 20;

// Where shipped profiles are: $ARC_DATA, what install() used, the source tree.
std::vector<fs::path> profile_folders() {
    std::vector<fs::path> folders;
    if (const char* given = std::getenv("ARC_DATA")) {
        folders.emplace_back(fs::path(given) / "profiles");
    }
    folders.emplace_back(fs::path(installed_data) / "profiles");
    folders.emplace_back(fs::path(source_data) / "profiles");
    return folders;
}

// Small letters, digits and dashes of the folder's name, and four random digits: unique enough to tell archives apart.
std::string made_up_id(const fs::path& folder) {
    std::string id;
    for (const char c : fold_words(folder.filename().string())) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            id += c;
        }
    }
    return (id.empty() ? "archive" : id.substr(0, 20)) + "-" + random_hex(2);
}

ArchiveConfig completed(ArchiveConfig config, const fs::path& folder, const std::string& profile) {
    config.id = config.id.empty() ? made_up_id(folder) : config.id;
    config.name = config.name.empty() ? folder.filename().string() : config.name;
    config.label_namespace = config.label_namespace.empty() ? (config.test ? "ZZ" : "ARC") : config.label_namespace;
    config.profile = profile;
    if (!is_label_namespace(config.label_namespace)) {
        throw Fault(ErrorCode::usage, "--labels", say("\"{}\" is not 2 to 4 capitals", config.label_namespace));
    }
    if ((config.label_namespace == "ZZ") != config.test) {
        throw Fault(ErrorCode::usage, "--labels", say("ZZ is for test archives, and only for them"),
                    say("choose other capitals, or --test"));
    }
    Zone::parse(config.zone).value_or_throw();
    return config;
}

void make_folders(const ArchivePaths& paths) {
    for (const fs::path& folder : {paths.objects(), paths.journal(), paths.private_journal(), paths.heads(),
                                   paths.staging(), paths.quarantine()}) {
        fs::create_directories(folder);
    }
    fs::permissions(paths.private_journal(), fs::perms::owner_all);
}

void write_first_event(const ArchivePaths& paths, const Caller& caller, const ArchiveConfig& config,
                       const std::string& profile_text) {
    // The tables are filled by the first event itself, so that rebuild replays nothing but events.
    Archive archive = Archive::open_without_profile(paths);
    Operation operation(caller, "init");
    Change change(archive, operation);
    set_setting(change.db(), "archive", config.id);
    set_setting(change.db(), "epoch", "1");
    ProfileTable(change.db()).add(config.profile, profile_text);
    change.tell("archive.yaml", write_archive_config(config));
    change.commit();
}

bool is_empty_or_missing(const fs::path& folder) {
    std::error_code error;
    return !fs::exists(folder, error) || (fs::is_directory(folder, error) && fs::is_empty(folder, error));
}

}  // namespace

NamedProfile find_profile(const std::string& name) {
    std::error_code error;
    if (fs::is_regular_file(name, error)) {
        return {name, read_file(name, largest_profile).value_or_throw()};
    }
    std::vector<std::string> shipped;
    for (const fs::path& folder : profile_folders()) {
        for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
            if (entry.path().extension() == ".yaml") {
                shipped.push_back(entry.path().stem().string());
                if (shipped.back() == name) {
                    return {entry.path().string(), read_file(entry.path(), largest_profile).value_or_throw()};
                }
            }
        }
    }
    std::ranges::sort(shipped);
    shipped.erase(std::unique(shipped.begin(), shipped.end()), shipped.end());
    throw Fault(ErrorCode::not_found, name, say("neither a file nor a shipped profile"),
                say("shipped are {}", join(shipped, ", ")));
}

ArchiveConfig init_archive(const Caller& caller, InitRequest request) {
    const fs::path folder = fs::absolute(request.folder).lexically_normal();
    const fs::path place = folder.has_filename() ? folder : folder.parent_path();
    const NamedProfile named = find_profile(request.profile);
    const LoadedProfile loaded = load_profile(named.text, named.file);
    if (!loaded.ok()) {
        std::vector<std::string> lines;
        for (const ProfileMistake& mistake : loaded.mistakes) {
            lines.push_back(mistake.message());
        }
        throw Fault(ErrorCode::usage, join(lines, "\n"),
                    say("{}, no archive made", counted(lines.size(), "mistake", "mistakes")));
    }
    const ArchivePaths there{place};
    if (fs::exists(there.config())) {
        const ArchiveConfig known = load_archive_config(there);
        if (known.profile == loaded.profile->name) {
            return known;
        }
    }
    if (!is_empty_or_missing(place)) {
        throw Fault(ErrorCode::refused, printable(place.string()), say("the folder is not empty"),
                    say("name a new folder"));
    }
    const ArchiveConfig config = completed(request.config, place, loaded.profile->name);
    if (caller.dry_run) {
        return config;
    }
    fs::create_directories(place.parent_path());
    const ArchivePaths building{place.parent_path() / ("." + place.filename().string() + ".arc-init")};
    fs::remove_all(building.root);
    make_folders(building);
    write_file_durably(building.config(), write_archive_config(config));
    write_file_durably(building.profile(), named.text);
    { const Db catalog = create_catalog(building.catalog()); }
    write_first_event(building, caller, config, named.text);
    fs::rename(building.root, place);
    sync_folder(place.parent_path());
    return config;
}

}  // namespace arc
