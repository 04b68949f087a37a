#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "rules/import_columns.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace arc {

// A list as arc-admin import takes it: the same columns, so that what was imported can be written, changed elsewhere
// and imported again. Private columns are left out, unless they may be seen and are asked for.
std::vector<std::string> table_columns(const Archive& archive, ImportTable table, bool with_private);

// The rows, each with a text for every column: what the caller may find; of documents those that are neither withdrawn
// nor destroyed. Returns how many there were.
std::int64_t write_table(Archive& archive, const Caller& caller, ImportTable table, bool with_private,
                         const std::function<void(const std::vector<std::string>& cells)>& row);

}  // namespace arc
