#pragma once

#include "jobs/caller.hpp"
#include "model/archive_config.hpp"

#include <filesystem>
#include <string>

namespace arc {

struct InitRequest {
    std::filesystem::path folder;  // must not exist, or be empty
    std::string profile;           // the name of a shipped profile, or a file
    ArchiveConfig config;          // id, name and label namespace may be empty: made from the folder's name
};

// Makes an archive: folders, archive.yaml, profile.yaml, an empty catalog, the first event. It is built beside its
// place and renamed into it, so it is there whole or not at all. Faults: usage with all mistakes of the profile,
// refused when the folder holds something. Returns the config as written; an archive that is there already with the
// same profile is left alone.
ArchiveConfig init_archive(const Caller& caller, InitRequest request);

// The text of a profile named on a command line: a file, or one of the shipped ones. Faults (not_found) with their
// names.
struct NamedProfile {
    std::string file;  // for messages
    std::string text;
};
NamedProfile find_profile(const std::string& name);

}  // namespace arc
