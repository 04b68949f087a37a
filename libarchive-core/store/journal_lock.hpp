#pragma once

#include "store/files.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace arc {

// How far the journal is known to be on the disk.
struct Synced {
    std::string file;         // "2026-11.jsonl"
    std::int64_t length = 0;  // of that file
};

// journal/lock, held as long as this lives; its text is that of Synced, written after each sync. The text itself is not
// synced: an old one is true as well, because a month's file only grows.
class JournalLock {
public:
    // Waits for it. Throws a Fault.
    explicit JournalLock(const std::filesystem::path& path);
    // Nothing where the text does not say.
    Synced synced() const;
    // A failure goes unsaid: without the text the next writer only looks longer.
    void set_synced(const Synced& synced) const;

private:
    Fd fd_;
};

}  // namespace arc
