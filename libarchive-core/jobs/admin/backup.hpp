#pragma once

#include "base/digest.hpp"
#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/reporter.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace arc {

struct BackupRequest {
    // A folder (new, empty, or a backup of this archive, which is brought up to date), a file .tar or .zip, or "-".
    std::string target;
    std::function<void(std::string_view)> stream;  // where "-" goes
    std::string passphrase;                        // encrypts a zip file; "" for none
    int threads = 1;
};

struct BackupOutcome {
    std::int64_t events = 0;  // the newest event in it
    Digest head;
    std::int64_t objects = 0;
    std::int64_t copied = 0;   // objects that were not there yet
    std::int64_t bytes = 0;    // of these
    std::int64_t removed = 0;  // objects that were destroyed since
    std::int64_t damaged = 0;  // objects that are missing or have changed; each is a problem
};

// The archive as it is at one moment, while others go on writing: the catalog first, then the objects it names, each
// read and held against its digest, quarantine and journal. A backup in a folder has the layout of an archive and can
// be opened as one; killed at any moment it is what it was, or whole. A stream is given to standard output as a tar
// file. One run at a time writes a target. Writes the event "backup" at its end. Faults: usage (something else lies
// there), refused (a backup of another archive, or of another history of this one), io, busy.
BackupOutcome make_backup(Archive& archive, const Caller& caller, const BackupRequest& request, Reporter& reporter);

}  // namespace arc
