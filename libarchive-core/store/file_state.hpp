#pragma once

#include "store/files.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace arc {

// What tells that a file is still the same. `written_ns` can be set by anybody to any time, `changed_ns` only by the
// kernel: a file rewritten with its old time put back differs there.
struct FileState {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = -1;
    std::int64_t written_ns = 0;  // mtime, since 1970
    std::int64_t changed_ns = 0;  // ctime
    bool operator==(const FileState&) const = default;
};
// Nothing when no plain file is there (a symbolic link is none).
std::optional<FileState> state_of(const std::filesystem::path& path);
std::optional<FileState> state_of(int fd);
// What tells that a folder is still the same one.
struct FolderId {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    bool operator==(const FolderId&) const = default;
};
std::optional<FolderId> id_of_folder(const std::filesystem::path& path);
// Whether these are the same bytes of the same file under another name: a rename changes only `changed_ns`.
bool is_same_file(const FileState& a, const FileState& b);
// How long ago anything about the file last changed, by this machine's clock; negative when that is still to come.
std::chrono::milliseconds age_of(const FileState& state);
// Whether some process of this machine has the file open for writing; `unknown` where the kernel does not tell: network
// mounts, and files of other accounts.
enum class OpenForWriting { no, yes, unknown };
OpenForWriting is_open_for_writing(const std::filesystem::path& path);

}  // namespace arc
