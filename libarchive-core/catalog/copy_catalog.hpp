#pragma once

#include "catalog/sqlite.hpp"

#include <filesystem>
#include <functional>

namespace arc {

// Copies the catalog as it is at this moment into a new file, while others go on reading and writing: one read
// transaction over all. The copy is one file without a write-ahead log, so that it opens on read-only media. Faults as
// of Db. `progress` gets pages copied and pages there are.
void copy_catalog(Db& from, const std::filesystem::path& to,
                  const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace arc
