#pragma once

#include <filesystem>

namespace arc {

// Whether the file system that holds it is mounted read-only: then nobody else writes to it either.
bool is_on_read_only_medium(const std::filesystem::path& path);

// What the rights on disk let this program do.
bool may_read(const std::filesystem::path& file);
bool may_write_in(const std::filesystem::path& folder);

}  // namespace arc
