#pragma once

#include "store/files.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

namespace arc {

// How long a program waits for another that writes.
constexpr std::chrono::milliseconds writer_patience = std::chrono::seconds(60);

// Locks the open file (flock) for this program alone. Waits up to `patience`; then throws a Fault (busy) with the words
// of `holder`, which is asked only then.
void lock_patiently(const Fd& file, const std::filesystem::path& path, std::chrono::milliseconds patience,
                    const std::function<std::string()>& holder);

}  // namespace arc
