#include "store/byte_source.hpp"

#include "base/say.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <memory>

namespace arc {

Result<ByteSource> read_plain_file(const std::filesystem::path& path) {
    Result<Fd> opened = open_plain_file(path);
    if (!opened) {
        return opened.error();
    }
    // std::function copies what it holds.
    const auto fd = std::make_shared<Fd>(std::move(opened.value()));
    ::posix_fadvise(fd->get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    return ByteSource([fd, path](std::span<char> buffer) -> Result<std::size_t> {
        while (true) {
            const ssize_t got = ::read(fd->get(), buffer.data(), buffer.size());
            if (got >= 0) {
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) {
                return system_error(path, say("read"), errno);
            }
        }
    });
}

std::string read_range(const Fd& file, std::int64_t from, std::int64_t to, const std::filesystem::path& path) {
    std::string bytes(static_cast<std::size_t>(to - from), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t got =
            ::pread(file.get(), bytes.data() + have, bytes.size() - have, from + static_cast<std::int64_t>(have));
        if (got == 0) {
            throw Fault(ErrorCode::damaged, path.string(), say("became shorter while it was read"));
        }
        if (got < 0 && errno != EINTR) {
            throw Fault(system_error(path, say("read"), errno));
        }
        have += got < 0 ? 0 : static_cast<std::size_t>(got);
    }
    return bytes;
}

void sync_whole_disk(const std::filesystem::path& path) {
    const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.open() || ::syncfs(fd.get()) != 0) {
        throw Fault(system_error(path, say("sync"), errno));
    }
}

}  // namespace arc
