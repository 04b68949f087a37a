#pragma once

#include "base/digest.hpp"
#include "store/archive_paths.hpp"
#include "store/file_state.hpp"
#include "store/files.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace arc {

class RunFolder;
class StagedPart;

// A copy of a source in staging/, hashed while it was copied; not durable yet. The file goes with the last copy of this
// value, unless it was published or quarantined before.
struct StagedFile {
    std::filesystem::path path;
    Digest digest;
    std::int64_t bytes = 0;
    FileState state;  // of the file that was hashed
    std::shared_ptr<StagedPart> part;
};

// The folder of captured files, named by their SHA-256, never rewritten.
class ObjectStore {
public:
    explicit ObjectStore(ArchivePaths paths) : paths_(std::move(paths)) {}

    // Copies an open file into staging under a name of its own and hashes it on the way.
    // Errors: what reading the source says. Faults: what writing to the archive says; nothing stays in staging/ then.
    Result<StagedFile> stage(int source, const std::filesystem::path& source_name);
    // The same from a reader that fills a buffer and returns how many bytes it gave (0: the end).
    Result<StagedFile> stage(const std::function<Result<std::size_t>(std::span<char>)>& read);
    // Makes staged files objects: all synced, renamed to their digests, made read-only, folders synced up to objects/.
    // After this call the bytes survive a power cut. Where the object's file is there already, it is read: when its
    // bytes are what its name says the staged file is dropped, else it takes the place, and the damaged one goes to
    // quarantine/ (on_mended). Faults: busy when a staged file is not the one that was hashed any more; io.
    void publish(const std::vector<StagedFile>& files);
    // A file that was there when publish() dropped ours as its copy may have been destroyed before the transaction that
    // tells of it. Within that: Fault (busy) when it is gone.
    void require(const Digest& object) const;
    // Told in words of each object whose damaged file publish() replaced.
    void on_mended(std::function<void(const std::string& words)> told) { mended_ = std::move(told); }
    // Takes a staged file away again.
    void drop(const StagedFile& file);
    // Moves a staged file into quarantine/ under a free name made from `wanted`; returns that name.
    std::string quarantine(const StagedFile& file, std::string_view wanted);
    // This run's own folder in staging/, for what else is written beside its place; it goes with the store.
    std::filesystem::path own_folder();
    // Removes what interrupted runs left in staging/; what belongs to runs that still live is kept.
    void clear_staging();
    // Takes an object away for good; false when it was not there. Durable when it returns.
    bool remove(const Digest& object);
    // The digest of an object's bytes as they are on disk now. Errors: not_found, io.
    Result<Digest> digest_on_disk(const Digest& object) const;
    // Whether the object is a plain file whose bytes are what its name says: they are read.
    bool is_sound(const Digest& object) const;
    // Moves the file of an object that is not sound to quarantine/, durably; returns its name there, "" when no file
    // was there. Faults: io.
    std::string set_aside(const Digest& object);
    // Calls for every file in objects/ with its digest; names that are no digests are told with the second call. Faults
    // when a folder cannot be read.
    void for_each(const std::function<void(const Digest&)>& object,
                  const std::function<void(const std::filesystem::path&)>& stranger) const;

private:
    // A folder as it was at a moment: another run that makes a folder in it changes one of these.
    struct FolderState {
        std::int64_t written_ns = 0;
        std::uint64_t links = 0;
        bool operator==(const FolderState&) const = default;
    };
    static FolderState look_at(const std::filesystem::path& folder);
    void make_bytes_durable(const StagedFile& file) const;
    void give_name(const StagedFile& file, std::set<std::filesystem::path>& to_sync);
    void sync_folders(const std::set<std::filesystem::path>& folders);
    RunFolder& own();

    ArchivePaths paths_;
    std::shared_ptr<RunFolder> own_;
    // objects/ and objects/ab as they were when this run last synced them: other runs may have made folders since, and
    // been killed before they synced.
    std::map<std::filesystem::path, FolderState> synced_;
    std::function<void(const std::string&)> mended_;
};

// Whether this name in quarantine/ was given to these bytes.
bool is_stored_as(std::string_view name, const Digest& bytes);
// SHA-256 of a file's bytes.
Result<Digest> digest_of_file(const std::filesystem::path& path);

}  // namespace arc
