#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/reporter.hpp"

#include <cstdint>
#include <filesystem>

namespace arc {

struct ProofOutcome {
    std::int64_t objects = 0;
    std::int64_t findings = 0;  // each is a problem
};

// A trial restore of a backup in a folder: restored beside it (objects by link), checked as arc-admin check does, every
// object read against its digest. Nothing of it is left. Of a damaged object the backup's file goes to the backup's
// quarantine/: the next backup copies it anew; a file that is its object stays. Meanwhile no other run writes or proves
// the backup: Fault (busy) when one is at it. The event "backup prove" keeps the date for the audit, when nothing was
// found.
ProofOutcome prove_backup(Archive& archive, const Caller& caller, const std::filesystem::path& backup, int threads,
                          Reporter& reporter);

}  // namespace arc
