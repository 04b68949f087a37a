#pragma once

#include "base/clock.hpp"
#include "base/zone.hpp"
#include "catalog/sqlite.hpp"
#include "model/archive_config.hpp"
#include "model/profile.hpp"
#include "store/archive_paths.hpp"
#include "store/object_store.hpp"

#include <string>

namespace arc {

// One archive folder that is open: its facts, its rules in force, its catalog and its files.
class Archive {
public:
    // Faults with a sentence when the folder is no archive, on a network file system, or its catalog is not readable.
    // For writing, journal lines that a killed writer owes are written first; a Fault (damaged) where the journal knows
    // more than the catalog, or something else.
    static Archive open(const ArchivePaths& paths, Access access);

    // For the first event only: the catalog is still empty, no profile is in force.
    static Archive open_without_profile(const ArchivePaths& paths);

    // Around a catalog that is not in its place yet: the number of the profile in force, without its rules.
    static Archive around(const ArchivePaths& paths, Db db);

    const ArchivePaths& paths() const { return paths_; }
    const ArchiveConfig& config() const { return config_; }
    const Zone& zone() const { return zone_; }
    // The profile last applied, not what profile.yaml may say by now.
    const Profile& profile() const { return profile_; }
    std::int64_t profile_version() const { return profile_version_; }
    Db& db() { return db_; }
    ObjectStore& objects() { return objects_; }

private:
    Archive(ArchivePaths paths, ArchiveConfig config, Zone zone, Db db);
    void load_profile_in_force();
    ArchivePaths paths_;
    ArchiveConfig config_;
    Zone zone_;
    Db db_;
    ObjectStore objects_;
    Profile profile_;
    std::int64_t profile_version_ = 0;
};

// The facts in archive.yaml, for tools that do not need the catalog.
ArchiveConfig load_archive_config(const ArchivePaths& paths);

}  // namespace arc
