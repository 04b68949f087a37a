#include "store/arrivals.hpp"

#include "base/say.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <ctime>

#include <thread>

namespace arc {

namespace fs = std::filesystem;

std::optional<FileState> state_of(const fs::path& path) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) {
        return std::nullopt;
    }
    return FileState{info.st_dev, info.st_ino, info.st_size,
                     info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
}

std::chrono::milliseconds age_of(const FileState& state) {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return std::chrono::milliseconds((now.tv_sec * 1'000'000'000 + now.tv_nsec - state.changed_ns) / 1'000'000);
}

Result<Done> remove_source(const fs::path& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        return system_error(path, "remove", errno);
    }
    return Done{};
}

Result<Done> move_source(const fs::path& path, const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    fs::path target = folder / path.filename();
    for (int number = 2; fs::exists(fs::symlink_status(target, error)); ++number) {
        target = folder / fmt::format("{}-{}{}", path.stem().string(), number, path.extension().string());
    }
    if (::rename(path.c_str(), target.c_str()) == 0) {
        return Done{};
    }
    if (errno != EXDEV) {
        return system_error(path, "move", errno);
    }
    fs::copy_file(path, target, error);
    if (error) {
        return system_error(target, "copy to", error.value());
    }
    return remove_source(path);
}

Arrivals::Arrivals(const fs::path& folder) : folder_(folder) {
    if (is_on_network(folder)) {
        return;
    }
    inotify_ = Fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (inotify_.open()) {
        watch(folder);
    }
}

void Arrivals::watch(const fs::path& folder) {
    ::inotify_add_watch(inotify_.get(), folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR);
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        if (entry.is_directory(error) && !entry.is_symlink(error)) {
            watch(entry.path());
        }
    }
}

void Arrivals::wait(std::chrono::milliseconds longest) {
    if (polled()) {
        std::this_thread::sleep_for(longest);
        return;
    }
    pollfd events{inotify_.get(), POLLIN, 0};
    if (::poll(&events, 1, static_cast<int>(longest.count())) <= 0) {
        return;
    }
    std::array<char, 4096> ignored{};
    while (::read(inotify_.get(), ignored.data(), ignored.size()) > 0) {
    }
    // A folder moved in tells of itself only: the watches are laid anew, those that exist are left as they are.
    watch(folder_);
}

}  // namespace arc
