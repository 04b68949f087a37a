#pragma once

#include "base/clock.hpp"
#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "model/value.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arc {

// The verb of the event that a nightly audit leaves.
inline constexpr std::string_view night_verb = "audit all";

struct ArchiveStatus {
    Object facts;                    // in the order they are shown
    std::vector<std::string> hints;  // what somebody should do
    bool night_overdue = false;      // a nightly audit was run once, but not for over 26 hours
};

// How the archive stands.
ArchiveStatus archive_status(Archive& archive, Instant now);

}  // namespace arc
