#pragma once

#include "base/result.hpp"
#include "store/files.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

namespace arc {

// Gives the next bytes into the buffer and says how many; 0 at the end.
using ByteSource = std::function<Result<std::size_t>(std::span<char>)>;

// The bytes of a plain file from its beginning. Errors as of open_plain_file.
Result<ByteSource> read_plain_file(const std::filesystem::path& path);

// The bytes from one offset up to another. Throws a Fault, damaged when the file ends before.
std::string read_range(const Fd& file, std::int64_t from, std::int64_t to, const std::filesystem::path& path);

// Everything written to the disk that holds this file or folder is on it: for trees of many files, where syncing each
// would cost more than writing them. Throws a Fault.
void sync_whole_disk(const std::filesystem::path& path);

}  // namespace arc
