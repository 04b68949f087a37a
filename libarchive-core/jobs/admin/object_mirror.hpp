#pragma once

#include "base/digest.hpp"
#include "store/archive_paths.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace arc {

struct ObjectFile {
    Digest digest;
    std::int64_t bytes = 0;
};

// Copies captured files from one archive folder to another: into its staging/ first, each held against its digest,
// synced, then renamed into objects/. What cannot be read or has changed is told, and the others go on.
class ObjectMirror {
public:
    ObjectMirror(ArchivePaths from, ArchivePaths to, int threads,
                 std::function<void(const Digest&, const std::string& what)> damaged);
    // False when the file is there already, with its size.
    bool is_wanted(const ObjectFile& object) const;
    // Copies when enough have come together; finish() copies the rest.
    void add(const ObjectFile& object);
    void finish();
    std::int64_t copied() const { return copied_; }
    std::int64_t bytes() const { return bytes_; }

private:
    void copy_group();
    std::string copy(const ObjectFile& object) const;
    std::filesystem::path part_of(const Digest& digest) const;
    ArchivePaths from_;
    ArchivePaths to_;
    int threads_;
    std::function<void(const Digest&, const std::string&)> damaged_;
    std::vector<ObjectFile> group_;
    std::int64_t group_bytes_ = 0;
    std::int64_t copied_ = 0;
    std::int64_t bytes_ = 0;
};

}  // namespace arc
