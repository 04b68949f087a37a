#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace arc {

// An open file descriptor.
class Fd {
public:
    Fd() = default;
    explicit Fd(int fd) : fd_(fd) {}
    ~Fd();
    Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Fd& operator=(Fd&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    int get() const noexcept { return fd_; }
    bool open() const noexcept { return fd_ >= 0; }

private:
    int fd_ = -1;
};

// What the operating system said, as an Error: busy for trouble that passes by itself (EBUSY, ESTALE, EAGAIN, ENOSPC,
// EDQUOT, EMFILE), io for the rest. `doing` is a verb: "read", "write".
Error system_error(const std::filesystem::path& path, std::string_view doing, int error_number);
// Whether trying later can help: the Error above is one of those that pass.
bool is_passing(const Error& error);

// Opens a plain file for reading. Symbolic links, folders, pipes and devices are refused (unsupported).
Result<Fd> open_plain_file(const std::filesystem::path& path);
// The same for a path below `folder`: no part of the way may be a symbolic link, or lead out of it, whoever changes the
// folders meanwhile.
Result<Fd> open_plain_file_below(const std::filesystem::path& folder, const std::filesystem::path& path);
// A new file for writing; it must not exist yet (not even as a dangling link). Throws a Fault.
Fd create_file(const std::filesystem::path& path, unsigned mode = 0640);
// All bytes, past interruptions and short writes. Throws a Fault.
void write_all(int fd, std::string_view bytes, const std::filesystem::path& path);
void sync_file(int fd, const std::filesystem::path& path);
// Makes the names in a folder durable.
void sync_folder(const std::filesystem::path& folder);
// The file is there with these bytes, or as it was before: written beside (or in `scratch`, a folder on the same disk
// that is swept of what killed programs leave), synced, renamed, folder synced.
void write_file_durably(const std::filesystem::path& path, std::string_view bytes, unsigned mode = 0640,
                        const std::filesystem::path& scratch = {});
// At most `most` bytes; a larger file is an Error (limit).
Result<std::string> read_file(const std::filesystem::path& path, std::size_t most);
// Network file systems tell of changes late or never and break SQLite's locks.
bool is_on_network(const std::filesystem::path& path);

}  // namespace arc
