#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/reporter.hpp"
#include "model/finding.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace arc {

struct FixityRequest {
    std::optional<Digest> object;                // only this one
    std::optional<Instant> checked_before;       // leave out what was marked since; without it everything is read
    std::optional<std::chrono::seconds> time;    // stop when it is used up
    std::optional<std::int64_t> bytes;           // the same
    std::optional<std::int64_t> objects;         // the same
    std::optional<std::int64_t> bytes_a_second;  // read no faster than this
    int threads = 1;
    bool record =
        false;  // keep marks, so that the next run goes on with what is oldest; needs an archive open to write
};

struct FixityOutcome {
    std::int64_t checked = 0;
    std::int64_t bytes = 0;
    std::int64_t findings = 0;
    std::int64_t left = 0;        // not read, for want of time or bytes, or because the user stopped it
    std::int64_t unreadable = 0;  // could not be looked at
};

// Reads captured files again and holds each against its digest: with `record` first those that were bad when they were
// last read, whatever their age; then those never marked, then by age of their mark; of one age by what would be lost
// with them (FixityRisk). Then looks for files that the
// catalog does not know. Files that came within the last minute and are not in the catalog are waited for: an intake
// may be about to commit.
FixityOutcome check_fixity(Archive& archive, const Caller& caller, const FixityRequest& request, Reporter& reporter,
                           const std::function<void(const Finding&)>& finding);

}  // namespace arc
