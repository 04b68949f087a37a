#pragma once

#include "jobs/admin/import_table.hpp"

#include <memory>

namespace arc {

// people: code, name, unit, roles (all of them, separated by blanks, commas or semicolons), disabled
std::unique_ptr<TableImport> import_people(Archive& archive);
// boxes: code, title, place, width · volumes: code, title, box, place, pages, width, closed
std::unique_ptr<TableImport> import_boxes(Archive& archive);
std::unique_ptr<TableImport> import_volumes(Archive& archive);

}  // namespace arc
