#pragma once

#include "base/result.hpp"
#include "model/value.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace arc {

// The records that come down the pipe, one a line.
class RecordLines {
public:
    // Reads the file descriptor of standard input. Records of another archive are refused.
    RecordLines(std::string tool, std::string archive_id);

    struct Line {
        std::string text;  // as it came, to be passed on
        Record record;
    };
    // The next record; nothing at the end. Throws a Fault (usage) with the line's number for a malformed line or one of
    // another archive; records without an archive are taken as ours.
    std::optional<Line> next();
    // True when a whole line is there, or comes within that time.
    bool wait(std::chrono::milliseconds patience);

private:
    bool fill();
    std::optional<std::string> next_text();

    std::string tool_;
    std::string archive_id_;
    std::string buffer_;
    std::size_t at_ = 0;
    bool ended_ = false;
    bool torn_ = false;  // the last line had no end
    std::int64_t number_ = 0;
};

}  // namespace arc
