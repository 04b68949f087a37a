#pragma once

#include "store/files.hpp"
#include "store/patient_lock.hpp"

#include <chrono>
#include <filesystem>
#include <string>

namespace arc {

// The right to write: one writer at a time holds catalog.lock, the others wait in line instead of in SQLite's busy
// handler (design.md section 4 has the measurement). The file's text says who holds it, what for and since when.
class WriterTurn {
public:
    // Waits up to `patience`; then throws a Fault (busy) that names the holder. `purpose` is "arc-ingest ingest".
    WriterTurn(const std::filesystem::path& lock_file, const std::string& purpose, const std::string& now,
               std::chrono::milliseconds patience = writer_patience);

private:
    Fd fd_;
};

}  // namespace arc
