#include "store/arrivals.hpp"

#include <linux/magic.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cstring>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr auto longest_sleep = std::chrono::milliseconds(200);

std::optional<std::pair<std::uint64_t, std::uint64_t>> identity_of(const fs::path& folder) {
    struct stat info {};
    if (::stat(folder.c_str(), &info) != 0) {
        return std::nullopt;
    }
    return std::pair<std::uint64_t, std::uint64_t>(info.st_dev, info.st_ino);
}

}  // namespace

bool tells_no_events(const fs::path& folder) {
    constexpr long fuse = 0x65735546;
    constexpr long virtualbox_share = 0x786F4256;
    struct statfs info {};
    if (::statfs(folder.c_str(), &info) != 0) {
        return false;
    }
    const long type = info.f_type & 0xFFFFFFFF;
    return type == fuse || type == virtualbox_share || is_on_network(folder);
}

Arrivals::Arrivals(const fs::path& folder, bool poll) : folder_(folder), poll_(poll) {
    begin();
}

// Anew whenever another folder, or another disk, stands under the name.
void Arrivals::begin() {
    identity_ = identity_of(folder_);
    inotify_ = Fd();
    if (poll_ || !identity_) {
        return;
    }
    inotify_ = Fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (inotify_.open() && !watch(folder_)) {
        inotify_ = Fd();
    }
}

// False when some folder cannot be watched: then all are polled.
bool Arrivals::watch(const fs::path& folder) {
    if (tells_no_events(folder)) {
        return false;
    }
    constexpr std::uint32_t events =
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
    if (::inotify_add_watch(inotify_.get(), folder.c_str(), events) < 0) {
        return errno == ENOENT || errno == ENOTDIR;  // it went meanwhile
    }
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (!entry->is_symlink(error) && entry->is_directory(error) && !watch(entry->path())) {
            return false;
        }
    }
    return true;
}

// Reads all events. New folders, and events that were lost, make the watches be laid anew; those that exist stay.
bool Arrivals::hinted() {
    alignas(inotify_event) std::array<char, 1 << 16> buffer{};
    bool any = false;
    bool folders = false;
    for (ssize_t got = 0; (got = ::read(inotify_.get(), buffer.data(), buffer.size())) > 0;) {
        any = true;
        for (ssize_t at = 0; at < got;) {
            inotify_event event{};
            std::memcpy(&event, buffer.data() + at, sizeof event);
            folders = folders || (event.mask & (IN_ISDIR | IN_Q_OVERFLOW | IN_IGNORED | IN_MOVE_SELF)) != 0;
            at += static_cast<ssize_t>(sizeof event + event.len);
        }
    }
    if (folders && !watch(folder_)) {
        inotify_ = Fd();
    }
    return any;
}

void Arrivals::wait(std::chrono::milliseconds longest, const std::function<bool()>& stop) {
    using std::chrono::steady_clock;
    if (identity_of(folder_) != identity_) {
        begin();
        return;  // what came before the new watches were laid has told nothing
    }
    const auto end = steady_clock::now() + longest;
    while (!stop()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - steady_clock::now());
        if (left.count() <= 0) {
            return;
        }
        pollfd events{inotify_.get(), POLLIN, 0};  // poll leaves negative descriptors alone
        const int ready = ::poll(&events, 1, static_cast<int>(std::min(left, longest_sleep).count()));
        if (ready > 0 && hinted()) {
            return;
        }
    }
}

}  // namespace arc
