#pragma once

#include <filesystem>
#include <string>

namespace arc {

// The words that encrypt a package or open it: the first line of a file that nobody else may read, so that they stand
// in no list of processes, history or environment. "" for no file. Faults: usage (others may read it, under 16
// characters), not_found, io.
std::string read_passphrase(const std::filesystem::path& file);

}  // namespace arc
