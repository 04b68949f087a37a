#pragma once

#include "base/digest.hpp"
#include "jobs/caller.hpp"
#include "jobs/reporter.hpp"
#include "store/archive_paths.hpp"

#include <cstdint>

namespace arc {

struct RebuildOutcome {
    std::int64_t events = 0;
    Digest head;
    std::int64_t objects = 0;
    std::int64_t missing_objects = 0;
    std::int64_t set_aside = 0;  // journal lines after `until`
};

// Makes catalog.db anew from journal/ and objects/, beside the old one, which is then kept as
// catalog.db.before-rebuild. Every event is replayed, its bytes and its place in the chain verified; the first that
// does not fit ends the run (Fault, damaged) and the old catalog stays; so do failures to read (io), a journal that
// cannot be read to its end, and somebody who has the old catalog open (busy). With `until` > 0 only events up to that
// number count: later lines are set aside, all counters jump and a new epoch begins, because numbers may have been
// given that nothing tells of. Killed at any moment, the old catalog or the new one stands whole, with a journal that
// is the beginning of what it tells. Not made anew: when objects were last read (fixity). Problems: objects that are
// missing, the first twenty by name; an old catalog that knew other events than the journal.
RebuildOutcome rebuild_catalog(const ArchivePaths& paths, const Caller& caller, std::int64_t until, Reporter& reporter);

}  // namespace arc
