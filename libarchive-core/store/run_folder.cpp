#include "store/run_folder.hpp"

#include "base/digest.hpp"
#include "base/say.hpp"
#include "store/output_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t name_bytes = 8;

Fd open_locked(const fs::path& path) {
    Fd fd(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    while (fd.open() && ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR) {
            return {};
        }
    }
    return fd;
}

}  // namespace

RunFolder::RunFolder(const fs::path& staging) {
    // Whoever sweeps may come between making it and locking it; then the next name is tried.
    constexpr int tries = 100;
    for (int i = 0; i < tries; ++i) {
        path_ = staging / random_hex(name_bytes);
        if (::mkdir(path_.c_str(), 0750) != 0) {
            throw Fault(system_error(path_, "create", errno));
        }
        lock_ = open_locked(path_);
        if (lock_.open() && stands_under(lock_, path_)) {
            return;
        }
        const int why = errno;
        ::rmdir(path_.c_str());
        if (!lock_.open() && why != EWOULDBLOCK && why != ENOENT) {
            throw Fault(system_error(path_, "lock", why));
        }
    }
    throw Fault(ErrorCode::busy, staging.string(), say("cannot make a folder in it that stays"),
                say("run the same command again later"));
}

RunFolder::~RunFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

fs::path RunFolder::fresh_name() {
    return path_ / fmt::format("{}.part", given_++);
}

void clear_dead_runs(const fs::path& staging) {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(staging, error)) {
        // Held while it is removed, so that nobody takes it for a living one.
        const Fd lock = open_locked(entry.path());
        if (lock.open() || entry.is_symlink(error)) {
            fs::remove_all(entry.path(), error);
        }
    }
}

}  // namespace arc
