#pragma once

#include "jobs/archive.hpp"

#include <string>

namespace arc {

// The word for a refusal in the catalog, records and reason files: damaged, unsupported, limit, duplicate …
std::string quarantine_code(ErrorCode code);

// Moves a refused file into quarantine/ and writes NAME.reason.json beside it: where it came from, why it was refused,
// when, and its digest. Returns NAME.
std::string put_in_quarantine(Archive& archive, const StagedFile& file, const std::string& source,
                              const std::string& batch, const Error& why, Instant at);

}  // namespace arc
