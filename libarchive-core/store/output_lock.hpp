#pragma once

#include "store/files.hpp"

#include <filesystem>

namespace arc {

// What is being written beside its place belongs to one run: a second one that makes the same output learns so at once,
// instead of sweeping away the first one's work. The lock ends with the descriptor, however the program ends. `output`
// is what the user named. Faults: busy (another run is at it), io.

// A new, empty file of this name; one that a dead run left is emptied.
Fd lock_fresh_file(const std::filesystem::path& staged, const std::filesystem::path& output, unsigned mode = 0644);
// The folder, made when it is not there; what is in it stays. Not by a link to it: that has another name.
Fd lock_folder(const std::filesystem::path& folder, const std::filesystem::path& output);

// Whether this descriptor is the file or folder that has this name now: between opening and locking, another run may
// have given it its name or taken it away.
bool stands_under(const Fd& fd, const std::filesystem::path& path);

}  // namespace arc
