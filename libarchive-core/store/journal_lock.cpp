#include "store/journal_lock.hpp"

#include "base/say.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <sstream>

namespace arc {
namespace {

constexpr std::size_t mark_length = 64;

}  // namespace

JournalLock::JournalLock(const std::filesystem::path& path)
    : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)) {
    if (!fd_.open()) {
        throw Fault(system_error(path, "open", errno));
    }
    while (::flock(fd_.get(), LOCK_EX) != 0) {
        if (errno != EINTR) {
            throw Fault(system_error(path, "lock", errno));
        }
    }
}

Synced JournalLock::synced() const {
    std::array<char, mark_length> text{};
    Synced synced;
    if (::pread(fd_.get(), text.data(), text.size(), 0) == std::ssize(text)) {
        std::istringstream(std::string(text.data(), text.size())) >> synced.file >> synced.length;
    }
    return synced;
}

void JournalLock::set_synced(const Synced& synced) const {
    // Of one length, so that no sector holds a part of it.
    const std::string text = fmt::format("{:<20} {:>{}}\n", synced.file, synced.length, mark_length - 22);
    [[maybe_unused]] const ssize_t ignored = ::pwrite(fd_.get(), text.data(), text.size(), 0);
}

}  // namespace arc
