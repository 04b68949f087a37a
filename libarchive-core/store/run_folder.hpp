#pragma once

#include "store/files.hpp"

#include <filesystem>
#include <string_view>

namespace arc {

// A folder of one run's own in staging/: its name is made by chance and it is locked while the run lives, so that no
// other run writes under the same names or sweeps them away, whatever process number either has (containers that share
// an archive count their processes apart). It goes with this object, and with all that lies in it.
class RunFolder {
public:
    // Throws a Fault when it cannot be made.
    explicit RunFolder(const std::filesystem::path& staging);
    ~RunFolder();
    RunFolder(const RunFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    // A name in it that was not given before: "3.part".
    std::filesystem::path fresh_name();

private:
    std::filesystem::path path_;
    Fd lock_;
    int given_ = 0;
};

// Removes what no living run has locked.
void clear_dead_runs(const std::filesystem::path& staging);

}  // namespace arc
