#include "jobs/admin/object_mirror.hpp"

#include "base/say.hpp"
#include "store/byte_source.hpp"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t block_size = 1 << 18;
// So much is synced at once: syncing each file would cost more than copying it.
constexpr std::size_t group_files = 1024;
constexpr std::int64_t group_bytes_most = 256 << 20;

}  // namespace

ObjectMirror::ObjectMirror(ArchivePaths from, ArchivePaths to, int threads,
                           std::function<void(const Digest&, const std::string&)> damaged)
    : from_(std::move(from)), to_(std::move(to)), threads_(threads), damaged_(std::move(damaged)) {
    // What a killed run left half copied.
    fs::remove_all(to_.staging());
    fs::create_directories(to_.staging());
    fs::create_directories(to_.objects());
}

bool ObjectMirror::is_wanted(const ObjectFile& object) const {
    std::error_code error;
    const auto size = fs::file_size(to_.object(object.digest), error);
    return error || static_cast<std::int64_t>(size) != object.bytes;
}

void ObjectMirror::add(const ObjectFile& object) {
    group_.push_back(object);
    group_bytes_ += object.bytes;
    if (group_.size() >= group_files || group_bytes_ >= group_bytes_most) {
        copy_group();
    }
}

void ObjectMirror::finish() {
    copy_group();
    fs::remove_all(to_.staging());
}

fs::path ObjectMirror::part_of(const Digest& digest) const {
    return to_.staging() / digest.hex();
}

// What is wrong with it, or "".
std::string ObjectMirror::copy(const ObjectFile& object) const {
    Result<ByteSource> read = read_plain_file(from_.object(object.digest));
    if (!read) {
        return read.error().code == ErrorCode::not_found ? say("the file is missing") : read.error().what;
    }
    const fs::path part = part_of(object.digest);
    const Fd file = create_file(part, 0440);
    thread_local std::vector<char> block(block_size);
    Sha256 hash;
    while (true) {
        const Result<std::size_t> got = (*read)(block);
        if (!got) {
            fs::remove(part);
            return got.error().what;
        }
        if (*got == 0) {
            break;
        }
        const std::string_view piece(block.data(), *got);
        hash.add(piece);
        write_all(file.get(), piece, part);
    }
    if (hash.finish() != object.digest) {
        fs::remove(part);
        return say("the file has changed");
    }
    return {};
}

void ObjectMirror::copy_group() {
    if (group_.empty()) {
        return;
    }
    std::vector<std::string> wrong(group_.size());
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        for (std::size_t i = next++; i < group_.size(); i = next++) {
            try {
                wrong[i] = copy(group_[i]);
            } catch (...) {
                const std::scoped_lock lock(mutex);
                failure = failure ? failure : std::current_exception();
                next = group_.size();
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < threads_ && static_cast<std::size_t>(i) < group_.size(); ++i) {
            others.emplace_back(work);
        }
        work();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    sync_whole_disk(to_.root);
    for (std::size_t i = 0; i < group_.size(); ++i) {
        if (!wrong[i].empty()) {
            damaged_(group_[i].digest, wrong[i]);
            continue;
        }
        const fs::path target = to_.object(group_[i].digest);
        fs::create_directories(target.parent_path());
        fs::rename(part_of(group_[i].digest), target);
        ++copied_;
        bytes_ += group_[i].bytes;
    }
    group_.clear();
    group_bytes_ = 0;
}

}  // namespace arc
