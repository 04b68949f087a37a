#pragma once

#include "store/files.hpp"

#include <cstdint>
#include <filesystem>

namespace arc {

// Bytes that nobody shall find on the disk once they are gone: overwritten and synced first. All throw a Fault.

// Overwrites an open file from an offset to its end.
void overwrite(const Fd& file, std::int64_t from, const std::filesystem::path& path);
// Makes a file that short.
void wipe_end(const std::filesystem::path& path, std::int64_t length);
// Removes a name, and the bytes with the last name: a backup may hold the same file, and what it keeps is its own. The
// folder is not synced.
void wipe_file(const std::filesystem::path& path);

}  // namespace arc
