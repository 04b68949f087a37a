#include "store/foreign_locks.hpp"

#include "store/files.hpp"

#include <fcntl.h>

namespace arc {

bool is_locked(const std::filesystem::path& path, std::int64_t first, std::int64_t count) {
    const Fd fd(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = first;
    lock.l_len = count;
    return fd.open() && ::fcntl(fd.get(), F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

}  // namespace arc
