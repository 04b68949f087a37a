#pragma once

#include "store/files.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace arc {

// What tells that a file is still the same: device, inode, size, time of the last change.
struct FileState {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = -1;
    std::int64_t changed_ns = 0;
    bool operator==(const FileState&) const = default;
};
// Nothing when the file is not there.
std::optional<FileState> state_of(const std::filesystem::path& path);
// How long ago it was last written.
std::chrono::milliseconds age_of(const FileState& state);

// Removes a source, or moves it into a folder (made when missing) under a free name; durable. Errors: what the system
// says.
Result<Done> remove_source(const std::filesystem::path& path);
Result<Done> move_source(const std::filesystem::path& path, const std::filesystem::path& folder);

// Wakes when something may have happened in a folder. Where the kernel tells nothing (network mounts) it only sleeps.
class Arrivals {
public:
    explicit Arrivals(const std::filesystem::path& folder);
    bool polled() const { return !inotify_.open(); }
    // Returns at the first hint, or after that time.
    void wait(std::chrono::milliseconds longest);

private:
    void watch(const std::filesystem::path& folder);
    std::filesystem::path folder_;
    Fd inotify_;
};

}  // namespace arc
