#pragma once

#include "store/files.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace arc {

// A file that is made: written beside its place, named when it is whole and on the disk; one that was there is
// replaced then, of a symbolic link what it names. "-" hands the bytes to standard output as they come, a pipe or a
// device gets them so too.
class OutputFile {
public:
    // `to_stdout` gets the bytes of "-". Faults: not_found (its folder), usage (it is a folder), busy (another run
    // is writing it), those of output_place.
    OutputFile(std::filesystem::path path, std::function<void(std::string_view)> to_stdout);
    // Takes away what was not published.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;

    void put(std::string_view bytes);
    // Whole and on the disk, under its staging name.
    void finish();
    void publish();
    bool is_stdout() const { return path_ == "-"; }
    std::int64_t bytes() const { return bytes_; }

private:
    std::filesystem::path path_;
    std::filesystem::path staged_;  // "" when the bytes are not kept back
    std::function<void(std::string_view)> to_stdout_;
    Fd file_;
    std::int64_t bytes_ = 0;
    bool published_ = false;
};

}  // namespace arc
