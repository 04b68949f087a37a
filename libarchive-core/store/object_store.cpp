#include "store/object_store.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "store/run_folder.hpp"
#include "store/staged_part.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>

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

std::string start_of_name(const Digest& bytes) {
    constexpr std::size_t digits = 12;
    return bytes.hex().substr(0, digits) + "-";
}

}  // namespace

RunFolder& ObjectStore::own() {
    if (!own_) {
        own_ = std::make_shared<RunFolder>(paths_.staging());
    }
    return *own_;
}

fs::path ObjectStore::own_folder() {
    return own().path();
}

Result<StagedFile> ObjectStore::stage(const std::function<Result<std::size_t>(std::span<char>)>& read) {
    StagedFile staged;
    staged.path = own().fresh_name();
    const Fd target = create_file(staged.path);
    staged.part = std::make_shared<StagedPart>(staged.path);
    std::vector<char> block(block_size);
    Sha256 hash;
    while (true) {
        const Result<std::size_t> got = read(block);
        if (!got) {
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
    staged.state = state_of(target.get()).value_or(FileState{});
    return staged;
}

Result<StagedFile> ObjectStore::stage(int source, const fs::path& source_name) {
    return stage([&](std::span<char> block) { return read_block(source, block, source_name); });
}

void ObjectStore::drop(const StagedFile& file) {
    file.part->remove();
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
    // Its source goes after this: without a sync it does not get the name.
    const Fd fd(::open(file.path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.open()) {
        throw Fault(system_error(file.path, "open", errno));
    }
    sync_file(fd.get(), file.path);
    if (::rename(file.path.c_str(), target.c_str()) != 0) {
        throw Fault(system_error(target, "rename to", errno));
    }
    file.part->keep();
    sync_folder(paths_.quarantine());
    return name;
}

void ObjectStore::clear_staging() {
    clear_dead_runs(paths_.staging());
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

bool ObjectStore::is_sound(const Digest& object) const {
    if (!state_of(paths_.object(object))) {
        return false;
    }
    const Result<Digest> found = digest_on_disk(object);
    if (!found && is_passing(found.error())) {
        throw Fault(found.error());
    }
    return found && *found == object;
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
