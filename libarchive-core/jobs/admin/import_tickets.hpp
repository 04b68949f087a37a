#pragma once

#include "jobs/admin/import_table.hpp"

#include <memory>

namespace arc {

// tickets: number, customer, type, opened, stage, stage_entered, responsible, unit, closed and the profile's fields.
// A new ticket enters its first stage on the day it was opened; a later stage is entered at stage_entered, else now.
std::unique_ptr<TableImport> import_tickets(Archive& archive, Instant now);
// stages: ticket, stage, entered. The latest becomes the stage the ticket is at.
std::unique_ptr<TableImport> import_stages(Archive& archive);

// "2026-11-21", "2026-11-21T10:00:00Z", or "2026-11-21 10:00" and "2026/11/21 10:00:30" in the archive's zone; as
// format_instant writes it. None when it is neither.
std::optional<std::string> read_moment(const std::string& text, const Zone& zone);

}  // namespace arc
