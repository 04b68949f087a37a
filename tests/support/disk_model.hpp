#pragma once

#include "support/disk_changes.hpp"

#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace arc_tests {

// What a disk may show after a power cut, by POSIX alone and not by the habits of one file system: of a file what its
// last fsync wrote, of a folder the names of its own last fsync; of all that came later any part.
enum class Keep {
    synced,  // nothing of what was not synced
    some,    // names up to a moment, and each write with a chance of one half
    torn,    // everything, but of the last write any of its sectors of 512 bytes
};

class DiskModel {
public:
    // Everything that lies in the folder now counts as synced.
    explicit DiskModel(const std::filesystem::path& folder);
    void apply(const DiskChange& change);

    struct Entry {
        bool is_folder = false;
        unsigned mode = 0;
        bool untouched = false;  // as it was at the start, so with its time of then
        timespec changed{};
        std::string bytes;
    };
    // What survives, by path below the folder. SQLite's -shm files never do: they are memory.
    using Disk = std::map<std::string, Entry>;
    Disk after_cut(Keep keep, std::uint64_t seed) const;
    // What a program sees that goes on running.
    Disk live() const;

private:
    struct Write {
        std::int64_t order;
        bool resize;
        std::int64_t offset;  // or the size
        std::string bytes;
    };
    struct Naming {
        std::int64_t order;
        std::string name;
        int node;  // -1: the name goes
    };
    struct Node {
        Entry synced;
        std::vector<Write> writes;
        std::map<std::string, int> names;
        std::vector<Naming> namings;
    };
    struct Choice;

    void sync(Node& node);
    void name(int folder, const std::string& name, int node);
    Disk chosen(const Choice& choice) const;
    void put(Disk& disk, const std::string& path, int node, const Choice& choice) const;

    std::vector<Node> nodes_;
    std::int64_t order_ = 0;
};

// Makes the folder hold just that.
void write_disk(const DiskModel::Disk& disk, const std::filesystem::path& folder);
DiskModel::Disk read_disk(const std::filesystem::path& folder);
bool same_files(const DiskModel::Disk& a, const DiskModel::Disk& b);
std::size_t fingerprint(const DiskModel::Disk& disk);

}  // namespace arc_tests
