#include "store/output_lock.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>

namespace arc {

namespace fs = std::filesystem;

namespace {

void lock(const Fd& fd, const fs::path& path, const fs::path& output) {
    while (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            throw Fault(ErrorCode::busy, printable(output.string()), say("another run is writing it"),
                        say("wait until it is done"));
        }
        if (errno != EINTR) {
            throw Fault(system_error(path, "lock", errno));
        }
    }
}

}  // namespace

bool stands_under(const Fd& fd, const fs::path& path) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(fd.get(), &opened) == 0 && ::lstat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

Fd lock_fresh_file(const fs::path& staged, const fs::path& output, unsigned mode) {
    while (true) {
        Fd fd(::open(staged.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, mode));
        if (!fd.open()) {
            throw Fault(system_error(staged, "create", errno));
        }
        lock(fd, staged, output);
        if (!stands_under(fd, staged)) {
            continue;
        }
        while (::ftruncate(fd.get(), 0) != 0) {
            if (errno != EINTR) {
                throw Fault(system_error(staged, "write", errno));
            }
        }
        return fd;
    }
}

Fd lock_folder(const fs::path& folder, const fs::path& output) {
    while (true) {
        if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) {
            throw Fault(system_error(folder, "create", errno));
        }
        Fd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!fd.open() && errno == ENOENT) {
            continue;
        }
        if (!fd.open()) {
            throw Fault(system_error(folder, "open", errno));
        }
        lock(fd, folder, output);
        if (stands_under(fd, folder)) {
            return fd;
        }
    }
}

}  // namespace arc
