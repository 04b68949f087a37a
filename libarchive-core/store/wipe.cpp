#include "store/wipe.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>

namespace arc {

namespace fs = std::filesystem;

namespace {

struct stat look_at(const Fd& file, const fs::path& path) {
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) {
        throw Fault(system_error(path, "look at", errno));
    }
    return info;
}

Fd open_to_overwrite(const fs::path& path) {
    Fd file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file.open()) {
        throw Fault(system_error(path, "open", errno));
    }
    return file;
}

}  // namespace

void overwrite(const Fd& file, std::int64_t from, const fs::path& path) {
    constexpr std::size_t block_size = 1 << 17;
    const std::string nothing(block_size, '\0');
    if (::lseek(file.get(), from, SEEK_SET) < 0) {
        throw Fault(system_error(path, "write", errno));
    }
    for (std::int64_t left = look_at(file, path).st_size - from; left > 0; left -= std::ssize(nothing)) {
        write_all(file.get(), std::string_view(nothing).substr(0, static_cast<std::size_t>(left)), path);
    }
    sync_file(file.get(), path);
}

void wipe_end(const fs::path& path, std::int64_t length) {
    const Fd file = open_to_overwrite(path);
    overwrite(file, length, path);
    while (::ftruncate(file.get(), length) != 0) {
        if (errno != EINTR) {
            throw Fault(system_error(path, "cut", errno));
        }
    }
    sync_file(file.get(), path);
}

void wipe_file(const fs::path& path) {
    const Fd file = open_to_overwrite(path);
    if (look_at(file, path).st_nlink == 1) {
        overwrite(file, 0, path);
    }
    if (::unlink(path.c_str()) != 0) {
        throw Fault(system_error(path, "remove", errno));
    }
}

}  // namespace arc
