#pragma once

#include "base/clock.hpp"

#include <string>

namespace arc {

// Who runs the tool, when and how: everything about a run that does not come from its input.
struct Caller {
    std::string tool;     // "arc-ingest"
    std::string account;  // the login name of the real user
    std::string host;
    std::string acting;   // --as
    std::string reason;   // --reason
    std::string request;  // --request
    bool dry_run = false;
    const Clock* clock = nullptr;

    Instant now() const { return clock->now(); }
};

}  // namespace arc
