#pragma once

#include "base/calendar_text.hpp"
#include "store/archive_paths.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// The head of the chain as one night wrote it down: journal/heads/DAY-EVENT, one line "EVENT HASH INSTANT". Copied
// elsewhere (printed, mailed), such a line proves later that the events up to it are what they were.
struct NightHead {
    std::string file;
    std::int64_t event = 0;
    std::string hash;
};
void write_head(const ArchivePaths& paths, Day day, std::int64_t event, const std::string& hash, Instant now);
// All that are there, by name; a line that is none gives event 0.
std::vector<NightHead> read_heads(const ArchivePaths& paths);

}  // namespace arc
