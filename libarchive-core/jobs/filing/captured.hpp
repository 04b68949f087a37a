#pragma once

#include "catalog/document_table.hpp"
#include "jobs/archive.hpp"
#include "rules/capture_time.hpp"

#include <optional>

namespace arc {

// When a ticket's paper was captured: by the owner of a stage while the ticket ran, or by the archive room after its
// closing. Nothing for documents without images or without a ticket.
std::optional<Capture> capture_of(Archive& archive, const CountedDocument& counted);

}  // namespace arc
