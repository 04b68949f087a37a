#pragma once

#include "base/result.hpp"
#include "store/archive_paths.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

struct JournalLine {
    std::int64_t n = 0;
    std::string month;                       // "2026-11"
    std::string text;                        // without the line end; starts {"n":<n>,
    std::vector<std::string> private_texts;  // the private values this event brought
};

// The copy of the events as JSON Lines, a file a month (design.md section 12).
class Journal {
public:
    explicit Journal(ArchivePaths paths) : paths_(std::move(paths)) {}

    // Under the journal's own lock: cuts a torn last line, asks for the events after the last one written until there
    // are none, appends and syncs them; private values first, so that no event stands without them.
    void append_missing(const std::function<std::vector<JournalLine>(std::int64_t after)>& events_after);
    // Moves the lines of events after n into journal/after-N/, where nothing reads them; returns how many. Only for an
    // archive that begins a new epoch there.
    std::int64_t set_aside_after(std::int64_t n);
    // Writes the private files anew without the lines that a callback wants gone; returns how many went. The files keep
    // their rights; the old bytes are overwritten before their file goes.
    std::int64_t erase_private(const std::function<bool(std::string_view line)>& goes);
    // The number of the last whole line; 0 for an empty journal.
    std::int64_t last() const;
    // Every line, oldest first. The callback returns false to stop.
    void for_each(const std::function<bool(const std::filesystem::path&, std::string_view line)>& line) const;
    void for_each_private(const std::function<bool(const std::filesystem::path&, std::string_view line)>& line) const;

private:
    ArchivePaths paths_;
};

}  // namespace arc
