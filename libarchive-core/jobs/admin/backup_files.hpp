#pragma once

#include "base/digest.hpp"
#include "store/archive_paths.hpp"
#include "store/byte_source.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace arc {

// Files of an archive beside catalog and objects that a backup holds, relative to its folder: archive.yaml,
// profile.yaml, quarantine/, journal/ with private/ and heads/.
std::vector<std::filesystem::path> side_files(const ArchivePaths& paths);
// Journal lines are appended while somebody reads them: what follows the last line end is left out.
std::string whole_lines(const std::filesystem::path& file);
// The lines of a journal file, or of one of private values, that events up to this one wrote.
std::string lines_up_to(const std::filesystem::path& file, std::int64_t last_event);
bool is_journal(const std::filesystem::path& relative);
// 0600 for what holds private values, else 0640.
unsigned mode_of_side_file(const std::filesystem::path& relative);

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
