#include "jobs/archive.hpp"

#include "base/say.hpp"
#include "catalog/catalog.hpp"
#include "catalog/fonds_table.hpp"
#include "catalog/profile_table.hpp"
#include "jobs/change.hpp"
#include "profile/archive_config.hpp"
#include "profile/load_profile.hpp"
#include "store/files.hpp"
#include "store/medium.hpp"

namespace arc {

ArchiveConfig load_archive_config(const ArchivePaths& paths) {
    constexpr std::size_t most = 1 << 20;
    const std::string text = read_file(paths.config(), most).value_or_throw();
    return read_archive_config(text, paths.config().string()).value_or_throw();
}

namespace {

// On a disc or a stick that cannot be written there is no place for SQLite's lock files, and no need of them.
Access access_on_medium(const ArchivePaths& paths, Access access) {
    if (!is_on_read_only_medium(paths.root)) {
        return access;
    }
    if (access != Access::read) {
        throw Fault(ErrorCode::io, paths.root.string(), say("is on a medium that cannot be written"),
                    say("copy the archive to a disk first (arc-admin restore takes a backup)"));
    }
    std::error_code error;
    const std::filesystem::path log = paths.catalog().string() + "-wal";
    if (std::filesystem::file_size(log, error) > 0 && !error) {
        throw Fault(ErrorCode::usage, paths.catalog().string(),
                    say("has changes beside it that a read-only medium cannot show"),
                    say("copy the archive to a disk, or put a backup on the medium (arc-admin backup)"));
    }
    return Access::immutable;
}

// Without a writer at work there are no lock files yet, and whoever reads makes them. Reading without any would give
// wrong answers as soon as a writer begins.
Db open_as_allowed(const ArchivePaths& paths, Access access) {
    try {
        return open_catalog(paths.catalog(), access_on_medium(paths, access));
    } catch (const Fault& fault) {
        const bool is_for_lack_of_rights = access == Access::read && fault.code() == ErrorCode::io &&
                                           may_read(paths.catalog()) && !may_write_in(paths.root);
        if (!is_for_lack_of_rights) {
            throw;
        }
        throw Fault(ErrorCode::io, paths.root.string(),
                    say("who reads must be allowed to write in this folder too, for SQLite keeps its lock files there"),
                    say("ask for the rights of its group, or for a backup (arc-admin backup)"));
    }
}

}  // namespace

Archive::Archive(ArchivePaths paths, ArchiveConfig config, Zone zone, Db db)
    : paths_(std::move(paths)),
      config_(std::move(config)),
      zone_(std::move(zone)),
      db_(std::move(db)),
      objects_(paths_) {
}

Archive Archive::open_without_profile(const ArchivePaths& paths) {
    ArchiveConfig config = load_archive_config(paths);
    Zone zone = Zone::parse(config.zone).value_or_throw();
    return {paths, std::move(config), std::move(zone), open_catalog(paths.catalog(), Access::write)};
}

Archive Archive::around(const ArchivePaths& paths, Db db) {
    ArchiveConfig config = load_archive_config(paths);
    Zone zone = Zone::parse(config.zone).value_or_throw();
    Archive archive(paths, std::move(config), std::move(zone), std::move(db));
    archive.profile_version_ = ProfileTable(archive.db_).newest().version;
    return archive;
}

Archive Archive::open(const ArchivePaths& paths, Access access) {
    ArchiveConfig config = load_archive_config(paths);
    Zone zone = Zone::parse(config.zone).value_or_throw();
    if (is_on_network(paths.root)) {
        throw Fault(ErrorCode::usage, paths.root.string(), say("a catalog on a network file system loses data"),
                    say("keep the archive on a disk of this machine"));
    }
    Archive archive(paths, std::move(config), std::move(zone), open_as_allowed(paths, access));
    archive.load_profile_in_force();
    if (access == Access::write) {
        // A writer was killed between its commit and its journal line. This program may find nothing to change and
        // then tell records that rest on that event.
        complete_journal(archive);
    }
    if (std::string revised = FondsTable(archive.db_).in_force(); !revised.empty()) {
        archive.config_.fonds = std::move(revised);
    }
    return archive;
}

void Archive::load_profile_in_force() {
    const StoredProfile stored = ProfileTable(db_).newest();
    profile_version_ = stored.version;
    LoadedProfile loaded = load_profile(stored.text, paths_.profile().string());
    if (!loaded.ok()) {
        throw Fault(ErrorCode::damaged, paths_.catalog().string(),
                    say("the profile in force (version {}) does not load: {}", stored.version,
                        loaded.mistakes.front().message()),
                    say("apply a corrected one with arc-admin profile apply"));
    }
    profile_ = std::move(*loaded.profile);
}

}  // namespace arc
