#include "store/journal_lock.hpp"

#include "base/say.hpp"
#include "store/journal_file.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <sstream>

namespace arc {
namespace {

// The text has two lines of one length, so that no sector holds a part of one.
constexpr std::size_t line_length = 64;

std::string line_at(const Fd& fd, std::size_t number) {
    std::array<char, line_length> text{};
    const ssize_t got = ::pread(fd.get(), text.data(), text.size(), static_cast<off_t>(number * line_length));
    return got == std::ssize(text) ? std::string(text.data(), text.size()) : std::string();
}

void put_line(const Fd& fd, std::size_t number, const std::string& text) {
    const std::string line = fmt::format("{:<{}.{}}\n", text, line_length - 1, line_length - 1);
    [[maybe_unused]] const ssize_t ignored =
        ::pwrite(fd.get(), line.data(), line.size(), static_cast<off_t>(number * line_length));
}

Synced read_mark(const Fd& fd) {
    Synced synced;
    std::istringstream text(line_at(fd, 0));
    return text >> synced.file >> synced.length && is_month_file(synced.file) ? synced : Synced{};
}

}  // namespace

JournalLock::JournalLock(const std::filesystem::path& path, std::chrono::milliseconds patience)
    : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)) {
    if (!fd_.open()) {
        throw Fault(system_error(path, "open", errno));
    }
    lock_patiently(fd_, path, patience, [&] { return line_at(fd_, 1); });
    put_line(fd_, 1, fmt::format("{:.30} (process {})", program_invocation_short_name, ::getpid()));
}

Synced JournalLock::synced() const {
    return read_mark(fd_);
}

void JournalLock::set_synced(const Synced& synced) const {
    put_line(fd_, 0, fmt::format("{:<20} {:>{}}", synced.file, synced.length, line_length - 22));
}

Synced last_synced(const std::filesystem::path& lock_file) {
    const Fd fd(::open(lock_file.c_str(), O_RDONLY | O_CLOEXEC));
    return fd.open() ? read_mark(fd) : Synced{};
}

}  // namespace arc
