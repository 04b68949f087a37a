#pragma once

#include "catalog/sqlite.hpp"
#include "jobs/admin/chain.hpp"
#include "jobs/reporter.hpp"
#include "store/archive_paths.hpp"

#include <cstdint>

namespace arc {

// A catalog made, or brought on, from the journal: rebuild and restore.

// Does again what the journal's events tell that come after the chain's head, up to event `until` (0: all), each
// verified by its place in the chain; returns the chain with its new head. Inside a transaction with
// check_references_at_end. Fault (damaged): names the file and the first event that does not fit. Problem: the first
// line up to the head that does not fit; the catalog has its event.
Chain replay_journal(Db& db, const ArchivePaths& paths, Chain chain, std::int64_t until, Reporter& reporter);

// The private values that events after `after`, up to `last`, brought.
void restore_private_values(Db& db, const ArchivePaths& paths, std::int64_t after, std::int64_t last);

// The search index by the profile in force; a notice where that does not load.
void index_everything(Db& db, const ArchivePaths& paths, Reporter& reporter);

}  // namespace arc
