#pragma once

#include "store/files.hpp"
#include "store/patient_lock.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace arc {

// How far the journal is known to be on the disk. What stands behind it in that month, or in a later one, was killed
// before its sync, or its sync failed.
struct Synced {
    std::string file;         // "2026-11.jsonl"; "" when it is not known
    std::int64_t length = 0;  // of that file
    bool operator==(const Synced&) const = default;
};

// journal/lock, held as long as this lives; its text is that of Synced, written after each sync and before a month's
// first byte, and who held it last. The text itself is not synced: an old one is true as well, because a month's file
// only grows behind it.
class JournalLock {
public:
    // Waits up to `patience`; then throws a Fault (busy) that names the holder.
    explicit JournalLock(const std::filesystem::path& path, std::chrono::milliseconds patience = writer_patience);
    // Nothing where the text does not say.
    Synced synced() const;
    // A failure goes unsaid: without the text the next writer only looks longer.
    void set_synced(const Synced& synced) const;

private:
    Fd fd_;
};

// The same text for who does not hold the lock.
Synced last_synced(const std::filesystem::path& lock_file);

}  // namespace arc
