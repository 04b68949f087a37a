#pragma once

#include <cstdint>
#include <filesystem>

namespace arc {

// Whether somebody has a lock on some of these bytes of a file (fcntl). Only while nothing else in this process has
// locks on it: they would go. False for a file that cannot be opened.
bool is_locked(const std::filesystem::path& path, std::int64_t first, std::int64_t count);

}  // namespace arc
