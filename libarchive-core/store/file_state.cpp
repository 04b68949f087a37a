#include "store/file_state.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <cerrno>
#include <csignal>
#include <ctime>

#include <algorithm>

namespace arc {
namespace {

constexpr std::int64_t ns_per_second = 1'000'000'000;

std::optional<FileState> state_from(const struct stat& info) {
    if (!S_ISREG(info.st_mode)) {
        return std::nullopt;
    }
    return FileState{info.st_dev, info.st_ino, info.st_size, info.st_mtim.tv_sec * ns_per_second + info.st_mtim.tv_nsec,
                     info.st_ctim.tv_sec * ns_per_second + info.st_ctim.tv_nsec};
}

}  // namespace

std::optional<FileState> state_of(const std::filesystem::path& path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 ? state_from(info) : std::nullopt;
}

std::optional<FileState> state_of(int fd) {
    struct stat info {};
    return ::fstat(fd, &info) == 0 ? state_from(info) : std::nullopt;
}

std::optional<FolderId> id_of_folder(const std::filesystem::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 ? std::optional(FolderId{info.st_dev, info.st_ino}) : std::nullopt;
}

bool is_same_file(const FileState& a, const FileState& b) {
    return a.device == b.device && a.inode == b.inode && a.size == b.size && a.written_ns == b.written_ns;
}

std::chrono::milliseconds age_of(const FileState& state) {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    const std::int64_t last = std::max(state.written_ns, state.changed_ns);
    return std::chrono::milliseconds((now.tv_sec * ns_per_second + now.tv_nsec - last) / 1'000'000);
}

OpenForWriting is_open_for_writing(const std::filesystem::path& path) {
    const Fd fd(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    // The lease is given back at once. Should a writer come in between, the kernel tells us by a signal, which is made
    // one that does nothing.
    if (!fd.open() || ::fcntl(fd.get(), F_SETSIG, SIGURG) != 0) {
        return OpenForWriting::unknown;
    }
    if (::fcntl(fd.get(), F_SETLEASE, F_RDLCK) != 0) {
        return errno == EAGAIN ? OpenForWriting::yes : OpenForWriting::unknown;
    }
    ::fcntl(fd.get(), F_SETLEASE, F_UNLCK);
    return OpenForWriting::no;
}

}  // namespace arc
