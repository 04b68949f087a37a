#pragma once

#include "store/files.hpp"

#include <filesystem>
#include <string_view>

namespace arc {

// What the name that a user gave to an output stands for.
struct OutputPlace {
    std::filesystem::path path;  // the file that is made or replaced; of a symbolic link what it names
    Fd stream;                   // open when bytes go straight there: a pipe or a device, which keeps its name
};

// Waits for the reader of a pipe. Faults: usage (standard output itself, a disk, a socket), not_found (a symbolic link
// that leads nowhere), io. A folder is left to the caller.
OutputPlace output_place(const std::filesystem::path& named);

// All bytes to where this name leads; a file is there whole, or as it was before.
void write_output(const std::filesystem::path& named, std::string_view bytes);

}  // namespace arc
