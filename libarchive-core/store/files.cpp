#include "store/files.hpp"

#include "base/digest.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "store/output_lock.hpp"
#include "store/staged_part.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

#include <array>

namespace arc {

namespace fs = std::filesystem;

namespace {

std::string shown(const fs::path& path) {
    return printable(path.string());
}

[[noreturn]] void fail(const fs::path& path, std::string_view doing) {
    throw Fault(system_error(path, doing, errno));
}

// O_NONBLOCK: opening a pipe must not wait for its writer.
constexpr int how_sources_open = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;

// What was just opened, when it is a plain file.
Result<Fd> plain(Fd fd, const fs::path& path) {
    if (!fd.open()) {
        if (errno == ELOOP || errno == EXDEV) {
            return Error{ErrorCode::unsupported, shown(path), say("a symbolic link is not taken"),
                         say("name the file itself")};
        }
        return system_error(path, "open", errno);
    }
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) {
        return system_error(path, "look at", errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return Error{ErrorCode::unsupported, shown(path), say("not a plain file"),
                     say("name image files or folders of them")};
    }
    return fd;
}

}  // namespace

Fd::~Fd() {
    if (fd_ >= 0) {
        ::close(fd_);
    }
}

Error system_error(const fs::path& path, std::string_view doing, int error_number) {
    switch (error_number) {
        case ENOSPC:
        case EDQUOT:
            return {ErrorCode::busy, shown(path), say("cannot {}: the disk is full", doing),
                    say("make room and run the same command again")};
        case EBUSY:
        case ESTALE:
        case EAGAIN:
        case EMFILE:
        case ENFILE:
        case ETXTBSY:
            return {ErrorCode::busy, shown(path), say("cannot {}: {}", doing, std::strerror(error_number)),
                    say("run the same command again later")};
        case EACCES:
        case EPERM:
        case EROFS:
            return {ErrorCode::io, shown(path), say("cannot {}: {}", doing, std::strerror(error_number)),
                    say("check who may use the file and its folder")};
        case EIO:
            return {ErrorCode::io, shown(path), say("cannot {}: {}", doing, std::strerror(error_number)),
                    say("check the disk, then run the same command again")};
        case ENOENT:
            return {ErrorCode::not_found, shown(path), say("no such file"), say("check the name")};
        default:
            return {ErrorCode::io, shown(path), say("cannot {}: {}", doing, std::strerror(error_number)), {}};
    }
}

bool is_passing(const Error& error) {
    return error.code == ErrorCode::busy;
}

Result<Fd> open_plain_file(const fs::path& path) {
    return plain(Fd(::open(path.c_str(), how_sources_open)), path);
}

Result<Fd> open_plain_file_below(const fs::path& folder, const fs::path& path) {
    const Fd root(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!root.open()) {
        return system_error(folder, "open", errno);
    }
    struct open_how how {};
    how.flags = how_sources_open;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
    const fs::path below = path.lexically_relative(folder);
    Fd fd;
    constexpr int tries = 10;  // EAGAIN: something was renamed on the way, or another program has a lease on the file
    for (int i = 0; i < tries && !fd.open() && (i == 0 || errno == EAGAIN); ++i) {
        fd = Fd(static_cast<int>(::syscall(SYS_openat2, root.get(), below.c_str(), &how, sizeof how)));
    }
    if (!fd.open() && (errno == ENOSYS || errno == EPERM)) {
        return open_plain_file(path);  // kernels before 5.6, containers that do not know the call
    }
    return plain(std::move(fd), path);
}

Fd create_file(const fs::path& path, unsigned mode) {
    Fd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!fd.open()) {
        fail(path, "create");
    }
    return fd;
}

void write_all(int fd, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            fail(path, "write");
        }
        bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
}

void sync_file(int fd, const fs::path& path) {
    // EINTR is the only failure that may be tried again: after any other the kernel may have dropped the bytes.
    while (::fdatasync(fd) != 0) {
        if (errno != EINTR) {
            fail(path, "sync");
        }
    }
}

void sync_folder(const fs::path& folder) {
    // The folder of a plain name is the current one.
    const Fd fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.open()) {
        fail(folder, "open");
    }
    while (::fsync(fd.get()) != 0) {
        if (errno == EINVAL) {
            return;  // file systems that keep no folders on disk cannot sync them
        }
        if (errno != EINTR) {
            fail(folder, "sync");
        }
    }
}

void write_file_durably(const fs::path& path, std::string_view bytes, unsigned mode, const fs::path& scratch) {
    constexpr std::size_t name_bytes = 8;
    const std::string name = random_hex(name_bytes);
    StagedPart part(scratch.empty() ? fs::path(path.string() + "." + name + ".tmp") : scratch / (name + ".part"));
    const Fd fd = create_file(part.path(), mode);
    write_all(fd.get(), bytes, part.path());
    sync_file(fd.get(), part.path());
    if (!stands_under(fd, part.path())) {
        throw Fault(ErrorCode::busy, shown(part.path()), say("is not the file any more that was written there"),
                    say("run the same command again"));
    }
    if (::rename(part.path().c_str(), path.c_str()) != 0) {
        fail(path, "rename to");
    }
    part.keep();
    sync_folder(path.parent_path());
}

Result<std::string> read_file(const fs::path& path, std::size_t most) {
    const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.open()) {
        return system_error(path, "open", errno);
    }
    std::string bytes;
    std::array<char, 1 << 16> block{};
    while (true) {
        const ssize_t got = ::read(fd.get(), block.data(), block.size());
        if (got < 0 && errno != EINTR) {
            return system_error(path, "read", errno);
        }
        if (got == 0) {
            return bytes;
        }
        bytes.append(block.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
        if (bytes.size() > most) {
            return Error{ErrorCode::limit, shown(path), say("larger than {} bytes", most), {}};
        }
    }
}

bool is_on_network(const fs::path& path) {
    // Numbers that linux/magic.h of Debian 12 lacks, from the kernel's fs/ sources.
    constexpr long cifs = 0xFF534D42;
    constexpr long smb2 = 0xFE534D42;
    struct statfs info {};
    if (::statfs(path.c_str(), &info) != 0) {
        return false;
    }
    const long type = info.f_type & 0xFFFFFFFF;
    return type == NFS_SUPER_MAGIC || type == SMB_SUPER_MAGIC || type == cifs || type == smb2 ||
           type == CODA_SUPER_MAGIC || type == AFS_SUPER_MAGIC || type == V9FS_MAGIC || type == 0x00C36400 /* ceph */;
}

}  // namespace arc
