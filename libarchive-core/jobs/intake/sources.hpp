#pragma once

#include "base/result.hpp"
#include "jobs/reporter.hpp"
#include "store/archive_paths.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace arc {

// Files that lie beside scans and are none: Thumbs.db, .DS_Store, desktop.ini, @eaDir, *.part, *.tmp, ._*, names that
// start with a dot, and the profile's own patterns (* and ?).
bool is_ignored_name(const std::string& name, const std::vector<std::string>& patterns);

// The name a source is known by: absolute, so that the same entry is the same from every folder; bytes that are not
// UTF-8, control characters and backslashes as \xNN, so that every name is another text and can be had back.
std::string source_name(const std::filesystem::path& path);

// Faults (usage) when a source is the archive itself, lies among its own files, or has them below it: they would be
// taken for scans, and a watch would carry them away. Other folders below the archive's, as inboxes, are no part of it.
void require_outside(const ArchivePaths& archive, const std::filesystem::path& source);

// The files at and below these paths, each folder in natural order of names (p2 before p10), never by time stamps.
// Symbolic links and special files below a folder are left out and said. A path that does not exist is a problem; the
// rest goes on. What goes away while folders are read is not there.
std::vector<std::filesystem::path> list_sources(const std::vector<std::string>& paths,
                                                const std::vector<std::string>& patterns, Reporter& reporter);

}  // namespace arc
