#pragma once

#include "store/files.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// File names one a line, from a file or standard input ("-"), as they come.
class PathLines {
public:
    explicit PathLines(const std::string& list);
    // The next name that is not empty; nothing at the end.
    std::optional<std::string> next();
    // True when next() would not wait, or within that time would not.
    bool wait(std::chrono::milliseconds patience);

private:
    Fd file_;
    int fd_ = 0;
    std::string buffer_;
    bool begun_ = false;
    bool ended_ = false;
};

// All names of such a list.
std::vector<std::filesystem::path> read_path_list(const std::string& list);

}  // namespace arc
