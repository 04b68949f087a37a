#pragma once

#include "store/archive_paths.hpp"
#include "store/files.hpp"

namespace arc {

// Objects become files before the transaction that tells of them. While a writer is between the two it holds this, so
// that whoever compares objects/ with the catalog can tell a run in progress from what a dead one left.
class Publishing {
public:
    explicit Publishing(const ArchivePaths& paths);

private:
    Fd folder_;
};

// Whether some writer is between the two.
bool somebody_publishes(const ArchivePaths& paths);
// Whether some writer copies events into the journal.
bool somebody_writes_journal(const ArchivePaths& paths);

}  // namespace arc
