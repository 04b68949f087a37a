#include "store/writer_queue.hpp"

#include "base/say.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>

namespace arc {

WriterTurn::WriterTurn(const std::filesystem::path& lock_file, const std::string& purpose, const std::string& now,
                       std::chrono::milliseconds patience)
    : fd_(::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)) {
    if (!fd_.open()) {
        throw Fault(system_error(lock_file, "open", errno));
    }
    lock_patiently(fd_, lock_file, patience, [&] {
        const Result<std::string> holder = read_file(lock_file, 1000);
        return holder ? *holder : std::string();
    });
    // Only for people: a stale text does no harm, so nothing is synced.
    const std::string text = fmt::format("{} (process {}) since {}\n", purpose, ::getpid(), now);
    while (::ftruncate(fd_.get(), 0) != 0 || ::pwrite(fd_.get(), text.data(), text.size(), 0) < 0) {
        if (errno != EINTR) {
            throw Fault(system_error(lock_file, "write", errno));
        }
    }
}

}  // namespace arc
