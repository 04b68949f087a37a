#pragma once

#include "store/file_state.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>

namespace arc {

// Whether files there may change without this machine's kernel knowing: network mounts, FUSE.
bool tells_no_events(const std::filesystem::path& folder);

// Wakes when something may have happened in a folder. Where the kernel tells nothing (network mounts, FUSE, no watches
// left) or polling is asked for, it only sleeps. A hint is never more than a hint: events may be lost.
class Arrivals {
public:
    explicit Arrivals(const std::filesystem::path& folder, bool poll = false);
    bool polled() const { return !inotify_.open(); }
    // Returns at the first hint (at once when another folder stands there now), after that time, or when `stop` says so
    // (asked a few times a second).
    void wait(std::chrono::milliseconds longest, const std::function<bool()>& stop);

private:
    void begin();
    bool watch(const std::filesystem::path& folder);
    bool hinted();
    std::filesystem::path folder_;
    bool poll_;
    Fd inotify_;
    std::optional<std::pair<std::uint64_t, std::uint64_t>> identity_;  // device and inode of what is watched
};

}  // namespace arc
