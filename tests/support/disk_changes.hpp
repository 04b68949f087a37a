#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace arc_tests {

// One change of the files below a folder. Files and folders are numbered: 0 is the folder itself, then those that were
// there at the start in the order of their paths, then new ones as they come.
struct DiskChange {
    enum class Kind { make_file, make_folder, write, resize, link, rename, remove, mode, sync, sync_all };
    Kind kind{};
    int node = -1;            // what is made, written, resized, synced, named
    int folder = -1;          // where the name stands (make, rename: the new one; remove)
    std::string name;         // in that folder
    int old_folder = -1;      // rename
    std::string old_name;     // rename
    std::int64_t offset = 0;  // write
    std::string bytes;        // write
    std::int64_t size = 0;    // resize
    unsigned mode = 0;        // make, mode
    std::string words;        // "pwrite64 a/catalog.db-wal", for people
    std::int64_t told = 0;    // bytes the command had put on its standard output before
};

// What lies below a folder, sorted by path: the same order for everybody who numbers it.
std::vector<std::filesystem::path> everything_below(const std::filesystem::path& folder);

struct Recording {
    std::vector<DiskChange> changes;
    int status = 0;  // the command's
};
// Runs the command inside the folder and records what it (and with `children` what its child processes) change below
// it. Changes through mmap are not seen; system calls that this does not understand end the program with status 3.
Recording record_changes(const std::filesystem::path& folder, char** command, bool children);

}  // namespace arc_tests
