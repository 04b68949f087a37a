#pragma once

#include <string>
#include <string_view>

namespace arc {

// Standard output takes nothing more. No fault of one item, over which a run could go on: only Tool::run catches it.
struct OutputFailed {
    int error = 0;      // EPIPE: its reader has gone; else the disk is full, or whatever errno says
    std::string after;  // the last page that was written, for pipes
};

// Into the buffer of standard output; what goes wrong is told by check_stdout().
void write_to_stdout(std::string_view bytes) noexcept;
// Throws OutputFailed when something was not written. `after` goes into it.
void check_stdout(const std::string& after = {});
// All of it has left this program, or OutputFailed is thrown.
void flush_stdout(const std::string& after = {});
// Bytes that are no records: written and checked.
void put_on_stdout(std::string_view bytes);

}  // namespace arc
