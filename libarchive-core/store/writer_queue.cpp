#include "store/writer_queue.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <thread>

namespace arc {

WriterTurn::WriterTurn(const std::filesystem::path& lock_file, const std::string& purpose, const std::string& now,
                       std::chrono::milliseconds patience)
    : fd_(::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)) {
    if (!fd_.open()) {
        throw Fault(system_error(lock_file, "open", errno));
    }
    using namespace std::chrono_literals;
    const auto give_up = std::chrono::steady_clock::now() + patience;
    for (std::chrono::milliseconds pause = 1ms; ::flock(fd_.get(), LOCK_EX | LOCK_NB) != 0;) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            throw Fault(system_error(lock_file, "lock", errno));
        }
        if (std::chrono::steady_clock::now() >= give_up) {
            const Result<std::string> holder = read_file(lock_file, 1000);
            throw Fault(ErrorCode::busy, lock_file.string(),
                        say("another program is writing: {}", holder ? std::string(trim(*holder)) : std::string("?")),
                        say("wait for it or try again"));
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::milliseconds(8));
    }
    // Only for people: a stale text does no harm, so nothing is synced.
    const std::string text = fmt::format("{} (process {}) since {}\n", purpose, ::getpid(), now);
    while (::ftruncate(fd_.get(), 0) != 0 || ::pwrite(fd_.get(), text.data(), text.size(), 0) < 0) {
        if (errno != EINTR) {
            throw Fault(system_error(lock_file, "write", errno));
        }
    }
}

}  // namespace arc
