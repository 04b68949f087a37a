#pragma once

#include "base/result.hpp"
#include "model/archive_config.hpp"

#include <string>
#include <string_view>

namespace arc {

// archive.yaml as text, with a comment for each key.
std::string write_archive_config(const ArchiveConfig& config);
// Reads it back. `file` names it in errors, which carry the line.
Result<ArchiveConfig> read_archive_config(std::string_view text, const std::string& file);

}  // namespace arc
