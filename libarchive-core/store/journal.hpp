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

// What the journal is a copy of: the events of the catalog. All three are asked under the journal's lock.
struct JournalSource {
    std::function<std::int64_t()> last;                             // the newest event's number
    std::function<std::string(std::int64_t n)> line_of;             // "" where it cannot be read
    std::function<std::vector<JournalLine>(std::int64_t n)> after;  // events after n, oldest first, some at once
};

// The last whole line. A line with a hole in it, as a power cut leaves it, and one that is no event have the number 0.
struct JournalEnd {
    std::int64_t n = 0;
    std::string line;
    bool synced = false;  // it is known to be on the disk
};

// The copy of the events as JSON Lines, a file a month (design.md section 12). What cannot be read is a Fault, never
// taken for the end.
class Journal {
public:
    explicit Journal(ArchivePaths paths) : paths_(std::move(paths)) {}

    // Under the journal's own lock: appends and syncs the events after the last one written until there are none,
    // private values first, so that no event stands without them. Before it, what a power cut or a sync that failed
    // left at the end of the newest month is cut off, and told again: a torn line, a hole and what follows it, and
    // whatever is not known to be on the disk; no other file is ever cut. Fault (damaged), and nothing is cut or
    // written: the journal has events that the source has not, or ends with another line than the source.
    void append_missing(const JournalSource& source);
    // Moves the lines of events after n into journal/after-N/, where nothing reads them (after-N-2/ and so on where
    // others stand already); returns how many. All are copied before the first is cut off, the newest first: whenever
    // this is killed, the journal is whole up to some event. Only for an archive that begins a new epoch there.
    std::int64_t set_aside_after(std::int64_t n);
    // Every line that was set aside, in whatever order.
    void for_each_set_aside(const std::function<bool(const std::filesystem::path&, std::string_view line)>& line) const;
    // Writes the private files anew without the lines that a callback wants gone; returns how many went. The old bytes
    // are overwritten before their file goes; what a killed run left of this, the next one finishes, and so does
    // append_missing.
    std::int64_t erase_private(const std::function<bool(std::string_view line)>& goes);
    // The highest number in the newest month that has lines; 0 for an empty journal.
    std::int64_t last() const;
    JournalEnd end() const;
    // Every line, oldest first, but for a torn one at the very end: its event is told again by the catalog. The
    // callback returns false to stop.
    void for_each(const std::function<bool(const std::filesystem::path&, std::string_view line)>& line) const;
    void for_each_private(const std::function<bool(const std::filesystem::path&, std::string_view line)>& line) const;

private:
    ArchivePaths paths_;
};

}  // namespace arc
