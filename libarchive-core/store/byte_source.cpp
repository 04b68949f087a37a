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

void sync_whole_disk(const std::filesystem::path& path) {
    const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.open() || ::syncfs(fd.get()) != 0) {
        throw Fault(system_error(path, say("sync"), errno));
    }
}

}  // namespace arc
