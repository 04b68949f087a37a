#include "store/object_store.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <set>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t block_size = 1 << 17;

// Reads past interruptions; 0 at the end.
Result<std::size_t> read_block(int fd, std::span<char> block, const fs::path& name) {
    while (true) {
        const ssize_t got = ::read(fd, block.data(), block.size());
        if (got >= 0) {
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR) {
            return system_error(name, "read", errno);
        }
    }
}

// Letters, digits, dot, dash and underscore of a name; the rest becomes "_", so that it is safe on any medium.
std::string plain_name(std::string_view name) {
    std::string plain;
    for (const char c : name.substr(0, 100)) {
        const bool keep =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        plain += keep ? c : '_';
    }
    return plain;
}

// staging/<pid>-<count>.part
bool owner_lives(const fs::path& staged) {
    const std::string name = staged.filename().string();
    int pid = 0;
    std::from_chars(name.data(), name.data() + name.size(), pid);
    return pid > 0 && (::kill(pid, 0) == 0 || errno == EPERM) && pid != ::getpid();
}

// Creates objects/ab/cd; the folders that were made are remembered so that their parents are synced.
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

bool is_there_whole(const fs::path& object, std::int64_t bytes) {
    struct stat info {};
    return ::lstat(object.c_str(), &info) == 0 && S_ISREG(info.st_mode) && info.st_size == bytes;
}

std::string start_of_name(const Digest& bytes) {
    constexpr std::size_t digits = 12;
    return bytes.hex().substr(0, digits) + "-";
}

}  // namespace

Result<StagedFile> ObjectStore::stage(const std::function<Result<std::size_t>(std::span<char>)>& read) {
    StagedFile staged;
    staged.path = paths_.staging() / fmt::format("{}-{}.part", ::getpid(), next_name_++);
    ::unlink(staged.path.c_str());  // left by a process that had our number before
    const Fd target = create_file(staged.path);
    std::vector<char> block(block_size);
    Sha256 hash;
    while (true) {
        const Result<std::size_t> got = read(block);
        if (!got) {
            ::unlink(staged.path.c_str());
            return got.error();
        }
        if (*got == 0) {
            break;
        }
        const std::string_view bytes(block.data(), *got);
        hash.add(bytes);
        write_all(target.get(), bytes, staged.path);
        staged.bytes += static_cast<std::int64_t>(*got);
    }
    staged.digest = hash.finish();
    return staged;
}

Result<StagedFile> ObjectStore::stage(int source, const fs::path& source_name) {
    return stage([&](std::span<char> block) { return read_block(source, block, source_name); });
}

void ObjectStore::publish(const std::vector<StagedFile>& files) {
    std::set<fs::path> to_sync;
    for (const StagedFile& file : files) {
        const Fd fd(::open(file.path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!fd.open()) {
            // The same bytes twice in one group: the first of them took the name.
            if (errno == ENOENT && is_there_whole(paths_.object(file.digest), file.bytes)) {
                continue;
            }
            throw Fault(system_error(file.path, "open", errno));
        }
        ::fchmod(fd.get(), 0440);
        sync_file(fd.get(), file.path);
    }
    for (const StagedFile& file : files) {
        const fs::path object = paths_.object(file.digest);
        if (is_there_whole(object, file.bytes)) {
            ::unlink(file.path.c_str());
            // A run killed between its rename and its sync may have left the name undurable.
            to_sync.insert(object.parent_path());
            continue;
        }
        make_folders(object.parent_path(), to_sync);
        if (::rename(file.path.c_str(), object.c_str()) != 0) {
            throw Fault(system_error(object, "rename to", errno));
        }
        to_sync.insert(object.parent_path());
    }
    for (const fs::path& folder : to_sync) {
        sync_folder(folder);
    }
}

void ObjectStore::drop(const StagedFile& file) {
    ::unlink(file.path.c_str());
}

bool ObjectStore::remove(const Digest& object) {
    const fs::path path = paths_.object(object);
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT) {
            return false;
        }
        throw Fault(system_error(path, "remove", errno));
    }
    sync_folder(path.parent_path());
    return true;
}

void ObjectStore::require(const Digest& object) const {
    if (!fs::exists(paths_.object(object))) {
        throw Fault(ErrorCode::busy, object.hex(), say("the same bytes were just destroyed"),
                    say("run the same command again"));
    }
}

bool is_stored_as(std::string_view name, const Digest& bytes) {
    return name.starts_with(start_of_name(bytes));
}

std::string ObjectStore::quarantine(const StagedFile& file, std::string_view wanted) {
    // The digest keeps names apart and makes a repeated refusal land on the same file.
    const std::string name = start_of_name(file.digest) + plain_name(wanted);
    const fs::path target = paths_.quarantine() / name;
    if (::rename(file.path.c_str(), target.c_str()) != 0) {
        throw Fault(system_error(target, "rename to", errno));
    }
    const Fd fd(::open(target.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd.open()) {
        sync_file(fd.get(), target);
    }
    sync_folder(paths_.quarantine());
    return name;
}

void ObjectStore::clear_staging() {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(paths_.staging(), error)) {
        if (!owner_lives(entry.path())) {
            ::unlink(entry.path().c_str());
        }
    }
}

Result<Digest> digest_of_file(const fs::path& path) {
    const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.open()) {
        return system_error(path, "open", errno);
    }
    ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    // Kept for the next file: scans are small, and a buffer of its own would cost each as much as its hashing.
    thread_local std::vector<char> block(block_size);
    Sha256 hash;
    while (true) {
        const Result<std::size_t> got = read_block(fd.get(), block, path);
        if (!got) {
            return got.error();
        }
        if (*got == 0) {
            return hash.finish();
        }
        hash.add(std::string_view(block.data(), *got));
    }
}

Result<Digest> ObjectStore::digest_on_disk(const Digest& object) const {
    return digest_of_file(paths_.object(object));
}

void ObjectStore::for_each(const std::function<void(const Digest&)>& object,
                           const std::function<void(const fs::path&)>& stranger) const {
    std::error_code error;
    for (fs::recursive_directory_iterator entry(paths_.objects(), error), end; entry != end; entry.increment(error)) {
        if (entry->is_directory(error)) {
            continue;
        }
        const Result<Digest> digest = Digest::parse(entry->path().filename().string());
        if (digest && entry->path() == paths_.object(*digest)) {
            object(*digest);
        } else {
            stranger(entry->path());
        }
    }
    if (error) {
        throw Fault(system_error(paths_.objects(), "list", error.value()));
    }
}

}  // namespace arc
