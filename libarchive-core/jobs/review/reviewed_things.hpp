#pragma once

#include "jobs/archive.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// The documents that things stand for, each once, in the order named: a document, or all of a ticket, batch or volume
// that are valid. Faults: not found; usage for things that have no documents to look at.
struct ReviewedThings {
    std::vector<std::int64_t> documents;
    std::optional<std::int64_t> batch;  // where one batch is all that was named
};
ReviewedThings reviewed_things(Archive& archive, const std::vector<std::string>& things);

}  // namespace arc
