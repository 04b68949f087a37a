#pragma once

#include "base/digest.hpp"
#include "store/archive_paths.hpp"
#include "store/files.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace arc {

// A copy of a source in staging/, hashed while it was copied; not durable yet.
struct StagedFile {
    std::filesystem::path path;
    Digest digest;
    std::int64_t bytes = 0;
};

// The folder of captured files, named by their SHA-256, never rewritten.
class ObjectStore {
public:
    explicit ObjectStore(ArchivePaths paths) : paths_(std::move(paths)) {}

    // Copies an open file into staging under a name of its own and hashes it on the way.
    // Errors: what reading the source says. Faults: what writing to the archive says.
    Result<StagedFile> stage(int source, const std::filesystem::path& source_name);
    // The same from a reader that fills a buffer and returns how many bytes it gave (0: the end).
    Result<StagedFile> stage(const std::function<Result<std::size_t>(std::span<char>)>& read);
    // Makes staged files objects: all synced, renamed to their digests, made read-only, folders synced. A file whose
    // object is there already is dropped. After this call the bytes survive a power cut.
    void publish(const std::vector<StagedFile>& files);
    // A file that was there when publish() dropped ours as its copy may have been destroyed before the transaction that
    // tells of it. Within that: Fault (busy) when it is gone.
    void require(const Digest& object) const;
    // Takes a staged file away again.
    void drop(const StagedFile& file);
    // Moves a staged file into quarantine/ under a free name made from `wanted`; returns that name.
    std::string quarantine(const StagedFile& file, std::string_view wanted);
    // Removes what interrupted runs left in staging/; files of processes that still live are kept.
    void clear_staging();
    // Takes an object away for good; false when it was not there. Durable when it returns.
    bool remove(const Digest& object);
    // The digest of an object's bytes as they are on disk now. Errors: not_found, io.
    Result<Digest> digest_on_disk(const Digest& object) const;
    // Calls for every file in objects/ with its digest; names that are no digests are told with the second call. Faults
    // when a folder cannot be read.
    void for_each(const std::function<void(const Digest&)>& object,
                  const std::function<void(const std::filesystem::path&)>& stranger) const;

private:
    ArchivePaths paths_;
    int next_name_ = 0;
};

// Whether this name in quarantine/ was given to these bytes.
bool is_stored_as(std::string_view name, const Digest& bytes);
// SHA-256 of a file's bytes.
Result<Digest> digest_of_file(const std::filesystem::path& path);

}  // namespace arc
