#pragma once

#include "store/archive_paths.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace arc {

// Files of an archive beside catalog and objects that a backup holds, relative to its folder: archive.yaml,
// profile.yaml, quarantine/, journal/ with private/ and heads/.
std::vector<std::filesystem::path> side_files(const ArchivePaths& paths);

// What a copy of the archive takes of one of them, from its beginning.
struct SidePart {
    std::filesystem::path relative;
    std::int64_t length = 0;  // bytes
};
// Of a month of the journal, or one of private values, the whole lines that events up to `last_event` wrote (lines are
// appended while somebody reads them); any other file whole, also lines that were set aside. Throws a Fault.
SidePart side_part(const ArchivePaths& from, const std::filesystem::path& relative, std::int64_t last_event);
// The whole lines of all events.
inline constexpr std::int64_t any_event = INT64_MAX;

// Gives its bytes, in pieces. Throws a Fault.
void read_side_part(const ArchivePaths& from, const SidePart& part, const std::function<void(std::string_view)>& take);
// Makes it the file of that name in another archive folder, durably and with its mode (0600 for what holds private
// values, else 0640), unless it stands there already. Throws a Fault.
void copy_side_part(const ArchivePaths& from, const SidePart& part, const ArchivePaths& to);

unsigned mode_of_side_file(const std::filesystem::path& relative);

}  // namespace arc
