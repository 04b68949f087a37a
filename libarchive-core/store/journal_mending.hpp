#pragma once

#include "store/journal.hpp"
#include "store/journal_lock.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace arc {

// What a kill, a power cut or a sync that failed left at the end of the journal. Only the end of the newest month is
// ever cut, and only what the source tells again. Whatever else does not fit is a Fault (damaged), and stays.

// Returns the number of the last event that is left. From then on the lock's text is true of the newest month, up to
// its last byte.
std::int64_t mend_end(const std::vector<std::filesystem::path>& months, const JournalLock& lock,
                      const JournalSource& source);
// Private values of events that the journal lacks, and what cannot be read at the end: both come again with the events.
void mend_private_end(const std::filesystem::path& newest, std::int64_t last_event, const JournalSource& source);

}  // namespace arc
