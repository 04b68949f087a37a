#pragma once

#include "base/digest.hpp"
#include "jobs/caller.hpp"
#include "jobs/reporter.hpp"

#include <cstdint>
#include <string>

namespace arc {

struct RestoreRequest {
    std::string backup;         // a folder, a file .tar or .zip, or "-": a tar file on standard input
    std::string target;         // a folder that is not there yet, or empty
    std::string remains;        // what is left of the archive, "" when nothing: its journal and objects are used
    bool link_objects = false;  // a trial: objects/ is a link into the backup
    std::string passphrase;     // that opens an encrypted zip file
    int threads = 1;
};

struct RestoreOutcome {
    std::int64_t events = 0;  // the newest event in the archive before the one that tells of this
    Digest head;
    std::int64_t replayed = 0;  // of these, done again from the journal
    std::int64_t objects = 0;
    std::int64_t missing = 0;  // objects that neither backup nor remains have; each is a problem
    std::int64_t damaged = 0;  // objects whose bytes in the backup are not theirs, and the remains have none: the same
    bool new_epoch = false;    // what happened after the backup may be lost: counters jumped
};

// Makes an archive from a backup, beside its place, and names it when it is whole and on the disk. A journal that
// reaches further than the backup's catalog is replayed. Only the journal in `remains` tells of everything up to the
// loss; without it every counter jumps by 100,000 and the event opens a new epoch, so that no number is given twice
// (design.md section 12). Faults: usage (no backup; the target is taken), damaged, io, refused.
RestoreOutcome restore_archive(const Caller& caller, const RestoreRequest& request, Reporter& reporter);

}  // namespace arc
