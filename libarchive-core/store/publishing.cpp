#include "store/publishing.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <cerrno>

namespace arc {
namespace {

// A lock taken by nobody else goes away with the descriptor.
bool is_locked(const std::filesystem::path& path) {
    const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return fd.open() && ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

}  // namespace

Publishing::Publishing(const ArchivePaths& paths)
    : folder_(::open(paths.objects().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (!folder_.open()) {
        throw Fault(system_error(paths.objects(), "open", errno));
    }
    while (::flock(folder_.get(), LOCK_SH) != 0) {
        if (errno != EINTR) {
            throw Fault(system_error(paths.objects(), "lock", errno));
        }
    }
}

bool somebody_publishes(const ArchivePaths& paths) {
    return is_locked(paths.objects());
}

bool somebody_writes_journal(const ArchivePaths& paths) {
    return is_locked(paths.journal() / "lock");
}

}  // namespace arc
