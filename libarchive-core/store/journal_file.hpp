#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// How the files of a journal are read (store/journal). Whatever cannot be read is a Fault, never the end of a file.

struct JournalFileLine {
    std::string_view text;    // without the line end
    std::int64_t number = 0;  // counted from 1 where the reading began
    std::int64_t offset = 0;  // of its first byte
    bool ended = true;        // false for bytes behind the last line end
};

struct JournalTail {
    std::int64_t n = 0;       // the event of the last whole line; 0 when there is none, or it is no event
    std::string line;         // that line
    std::int64_t length = 0;  // up to and with its line end
    bool torn = false;        // bytes follow
};

// Whether a file has the name of a month: 2026-11.jsonl.
bool is_month_file(const std::filesystem::path& file);
// The month files of a folder, oldest first; none when there is no such folder. What else lies there is no journal.
std::vector<std::filesystem::path> month_files(const std::filesystem::path& folder);
// The number of the event that a line tells; 0 when it is none.
std::int64_t event_number(std::string_view line);
// Every line from an offset on, which must be the beginning of one. The callback returns false to stop.
void read_lines(const std::filesystem::path& path, std::int64_t from,
                const std::function<bool(const JournalFileLine&)>& take);
// The last whole line, looked for from the end.
JournalTail tail_of(const std::filesystem::path& path);
// Makes the file that short, durably.
void cut_month(const std::filesystem::path& path, std::int64_t length);

}  // namespace arc
