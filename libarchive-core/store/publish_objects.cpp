#include "base/say.hpp"
#include "base/text.hpp"
#include "store/object_store.hpp"
#include "store/staged_part.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>

// The half of ObjectStore that gives captured bytes their name.
namespace arc {

namespace fs = std::filesystem;

namespace {

// Creates objects/ab/cd; a folder whose names changed must be synced.
void make_folders(const fs::path& folder, std::set<fs::path>& to_sync) {
    std::error_code error;
    if (fs::is_directory(folder, error)) {
        return;
    }
    for (const fs::path& level : {folder.parent_path(), folder}) {
        if (::mkdir(level.c_str(), 0750) == 0) {
            to_sync.insert(level.parent_path());
        } else if (errno != EEXIST) {
            throw Fault(system_error(level, "create", errno));
        }
    }
}

[[noreturn]] void lost_its_file(const StagedFile& file) {
    throw Fault(ErrorCode::busy, printable(file.path.string()), say("is not the file any more that was written there"),
                say("run the same command again"));
}

// The damaged file of an object under a second name in quarantine/; that name, or "" when there is nothing to keep. The
// name tells what it was and what it is, so that the same damage met again lands on the same file.
std::string keep_damaged(const ArchivePaths& paths, const Digest& object) {
    const fs::path file = paths.object(object);
    const std::optional<FileState> state = state_of(file);
    if (!state || state->size == 0) {
        return {};
    }
    const Result<Digest> found = digest_of_file(file);
    if (!found && is_passing(found.error())) {
        throw Fault(found.error());
    }
    constexpr std::size_t shown = 12;
    const std::string name =
        fmt::format("{}.damaged-{}", object.hex(), found ? found->hex().substr(0, shown) : "unreadable");
    const fs::path target = paths.quarantine() / name;
    // Linked, so that the object's own name is never without a file; some file systems have no links.
    if (::link(file.c_str(), target.c_str()) != 0 && errno != EEXIST && ::rename(file.c_str(), target.c_str()) != 0) {
        throw Fault(system_error(target, "rename to", errno));
    }
    sync_folder(paths.quarantine());
    return name;
}

}  // namespace

void ObjectStore::make_bytes_durable(const StagedFile& file) const {
    const Fd fd(::open(file.path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!fd.open()) {
        // The same bytes twice in one group: the first of them took the name.
        if (errno == ENOENT && is_sound(file.digest)) {
            return;
        }
        throw Fault(system_error(file.path, "open", errno));
    }
    const std::optional<FileState> now = state_of(fd.get());
    if (!now || !is_same_file(*now, file.state)) {
        lost_its_file(file);
    }
    ::fchmod(fd.get(), 0440);
    sync_file(fd.get(), file.path);
}

ObjectStore::FolderState ObjectStore::look_at(const fs::path& folder) {
    constexpr std::int64_t ns_per_second = 1'000'000'000;
    struct stat info {};
    if (::lstat(folder.c_str(), &info) != 0) {
        throw Fault(system_error(folder, "look at", errno));
    }
    return {info.st_mtim.tv_sec * ns_per_second + info.st_mtim.tv_nsec, info.st_nlink};
}

void ObjectStore::give_name(const StagedFile& file, std::set<fs::path>& to_sync) {
    const fs::path object = paths_.object(file.digest);
    const fs::path folder = object.parent_path();
    make_folders(folder, to_sync);
    // A run killed between its rename or mkdir and its sync may have left a name undurable.
    to_sync.insert(folder);
    for (const fs::path& parent : {folder.parent_path(), paths_.objects()}) {
        if (const auto synced = synced_.find(parent); synced == synced_.end() || synced->second != look_at(parent)) {
            to_sync.insert(parent);
        }
    }
    std::error_code error;
    const bool is_there = fs::exists(fs::symlink_status(object, error));
    if (is_there && is_sound(file.digest)) {
        drop(file);
        return;
    }
    const std::string kept = is_there ? keep_damaged(paths_, file.digest) : std::string();
    if (const std::optional<FileState> now = state_of(file.path); !now || !is_same_file(*now, file.state)) {
        lost_its_file(file);
    }
    if (::rename(file.path.c_str(), object.c_str()) != 0) {
        throw Fault(system_error(object, "rename to", errno));
    }
    file.part->keep();
    if (is_there && mended_) {
        mended_(kept.empty()
                    ? say("object {}: was damaged; the same bytes came again and took its place", file.digest.hex())
                    : say("object {}: was damaged; the same bytes came again and took its place, the damaged "
                          "file is quarantine/{}",
                          file.digest.hex(), kept));
    }
}

void ObjectStore::sync_folders(const std::set<fs::path>& folders) {
    for (const fs::path& folder : folders) {
        // Before the sync: what changes meanwhile makes it differ.
        const FolderState state = look_at(folder);
        sync_folder(folder);
        if (folder == paths_.objects() || folder.parent_path() == paths_.objects()) {
            synced_[folder] = state;
        }
    }
}

void ObjectStore::publish(const std::vector<StagedFile>& files) {
    for (const StagedFile& file : files) {
        make_bytes_durable(file);
    }
    std::set<fs::path> to_sync;
    for (const StagedFile& file : files) {
        give_name(file, to_sync);
    }
    sync_folders(to_sync);
}

std::string ObjectStore::set_aside(const Digest& object) {
    const fs::path file = paths_.object(object);
    std::error_code error;
    if (!fs::exists(fs::symlink_status(file, error))) {
        return {};
    }
    const std::string name = keep_damaged(paths_, object);
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) {
        throw Fault(system_error(file, "remove", errno));
    }
    sync_folder(file.parent_path());
    return name;
}

}  // namespace arc
