#pragma once

#include "jobs/admin/import_table.hpp"

#include <memory>

namespace arc {

// customers: number, name, class, kind, unit, phone, address, id_number, legal_entity, status, opened, closed,
// responsible, since, and the profile's fields. A known number is an update: what was true before stays as a dated
// state. The class is worked out by the profile's rules where it has some.
std::unique_ptr<TableImport> import_customers(Archive& archive, Instant now);

}  // namespace arc
