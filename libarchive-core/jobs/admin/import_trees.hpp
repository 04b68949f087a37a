#pragma once

#include "jobs/admin/import_table.hpp"

#include <memory>

namespace arc {

// Lists whose rows may name a parent, in the catalog or anywhere in the same file:
// units: code, name, parent · places: code, name, parent, kind, zone, capacity, most, keeper,
// closed · series: code, title, parent
std::unique_ptr<TableImport> import_units(Archive& archive);
std::unique_ptr<TableImport> import_places(Archive& archive);
std::unique_ptr<TableImport> import_series(Archive& archive);

}  // namespace arc
