#include "store/journal_mending.hpp"

#include "base/say.hpp"
#include "store/byte_source.hpp"
#include "store/journal_file.hpp"
#include "store/wipe.hpp"

#include <fcntl.h>
#include <algorithm>
#include <cerrno>
#include <optional>

namespace arc {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail_ahead(const fs::path& file, std::int64_t events) {
    throw Fault(ErrorCode::damaged, file.string(), say("the journal knows {} events more than the catalog", events),
                say("make the catalog anew with arc-admin rebuild"));
}

std::int64_t size_of(const fs::path& file) {
    return static_cast<std::int64_t>(fs::file_size(file));
}

Synced whole(const fs::path& file) {
    return {file.filename().string(), size_of(file)};
}

bool has_hole(std::string_view line) {
    return line.find('\0') != std::string_view::npos;
}

bool ends_a_line(const fs::path& file, std::int64_t length) {
    return length == 0 || read_range(open_plain_file(file).value_or_throw(), length - 1, length, file) == "\n";
}

// Where the bytes begin of which it is not known that they are on the disk. Nothing where the mark is of no use: it is
// gone, or this is another file than it was made for.
std::optional<std::int64_t> end_of_synced(const fs::path& newest, const Synced& mark) {
    const std::string name = newest.filename().string();
    const std::int64_t size = size_of(newest);
    if (mark.file.empty() || mark.file > name) {
        return std::nullopt;
    }
    if (mark.file < name) {
        return 0;
    }
    const bool fits = mark.length == size || (mark.length < size && ends_a_line(newest, mark.length));
    return fits ? std::optional(mark.length) : std::nullopt;
}

// After a power cut the end of a file that was not synced yet may be there without its middle, which then reads as
// NULs. What follows such a hole is cut off: the catalog tells it again.
void cut_hole(const fs::path& newest, std::int64_t synced, const JournalSource& source) {
    std::int64_t hole = -1;
    std::int64_t highest = 0;  // of what would go
    read_lines(newest, synced, [&](const JournalFileLine& line) {
        if (hole < 0 && has_hole(line.text)) {
            hole = line.offset;
        }
        highest = hole < 0 || !line.ended ? highest : std::max(highest, event_number(line.text));
        return true;
    });
    if (hole >= 0) {
        if (const std::int64_t last = source.last(); highest > last) {
            fail_ahead(newest, highest - last);
        }
        cut_month(newest, hole);
    }
}

// The journal must be the beginning of what the source tells. As each line names the hash of the one before it, it is
// when its last line is.
void require_told(const fs::path& file, const JournalTail& tail, const JournalSource& source) {
    if (tail.n == 0) {
        throw Fault(ErrorCode::damaged, file.string(), say("its last line is no event"),
                    say("bring the file back from a backup, or see arc-admin(1), rebuild"));
    }
    if (const std::int64_t last = source.last(); tail.n > last) {
        fail_ahead(file, tail.n - last);
    }
    if (source.line_of(tail.n) != tail.line) {
        throw Fault(ErrorCode::damaged, file.string(), say("its event {} is not that of the catalog", tail.n),
                    say("compare them with arc-admin check; arc-admin rebuild believes the journal"));
    }
}

// The number of the last event written; a torn line behind it is cut off.
std::int64_t find_end(const std::vector<fs::path>& files, const JournalSource& source) {
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        const JournalTail tail = tail_of(*file);
        if (tail.torn && file != files.rbegin()) {
            throw Fault(ErrorCode::damaged, file->string(), say("its last line has no end"),
                        say("bring the file back from a backup"));
        }
        if (tail.length > 0) {
            require_told(*file, tail, source);
        }
        if (tail.torn) {
            cut_month(*file, tail.length);
        }
        if (tail.length > 0) {
            return tail.n;
        }
    }
    return 0;
}

// Of bytes whose sync failed the kernel may show what the disk does not have, and no later sync writes them: they are
// written anew. The last line is the catalog's; where the first one is not, nothing is cut. Returns the number of the
// last event that is left.
std::int64_t cut_unsynced(const fs::path& newest, std::int64_t synced, std::int64_t last_event,
                          const JournalSource& source) {
    const std::int64_t last = source.last();
    std::int64_t first = 0;
    bool told_again = false;
    read_lines(newest, synced, [&](const JournalFileLine& line) {
        const std::int64_t n = event_number(line.text);
        if (first == 0) {
            first = n;
            told_again = n > 0 && source.line_of(n) == line.text;
        }
        told_again = told_again && n <= last;
        return told_again;
    });
    if (!told_again) {
        return last_event;
    }
    cut_month(newest, synced);
    return first - 1;
}

void mark_as_synced(const fs::path& newest, const JournalLock& lock) {
    if (lock.synced() != whole(newest)) {
        sync_file(open_plain_file(newest).value_or_throw().get(), newest);
        lock.set_synced(whole(newest));
    }
}

// Which private values the catalog tells again, asked in the order of their events.
class PrivateValues {
public:
    explicit PrivateValues(const JournalSource& source) : source_(&source) {}

    bool tell_again(std::int64_t n, std::string_view text) {
        if (events_.empty() || n < events_.front().n || n > events_.back().n) {
            events_ = source_->after(n - 1);
        }
        const auto event = std::ranges::find(events_, n, &JournalLine::n);
        return event != events_.end() && std::ranges::find(event->private_texts, text) != event->private_texts.end();
    }

private:
    const JournalSource* source_;
    std::vector<JournalLine> events_;
};

}  // namespace

std::int64_t mend_end(const std::vector<fs::path>& months, const JournalLock& lock, const JournalSource& source) {
    if (months.empty()) {
        return 0;
    }
    const fs::path& newest = months.back();
    const Synced mark = lock.synced();
    const std::optional<std::int64_t> synced = end_of_synced(newest, mark);
    if (mark != whole(newest)) {
        cut_hole(newest, synced.value_or(0), source);
    }
    std::int64_t last_event = find_end(months, source);
    if (synced && *synced < size_of(newest)) {
        last_event = cut_unsynced(newest, *synced, last_event, source);
    }
    mark_as_synced(newest, lock);
    return last_event;
}

void mend_private_end(const fs::path& newest, std::int64_t last_event, const JournalSource& source) {
    PrivateValues values(source);
    const JournalTail tail = tail_of(newest);
    // After a rebuild --until the last value may be that of an event set aside, which nobody tells again.
    const auto stays = [&](std::int64_t n, std::string_view text) {
        return n <= last_event ? n > 0 || !has_hole(text) : !has_hole(text) && !values.tell_again(n, text);
    };
    if (!tail.torn && (tail.length == 0 || stays(tail.n, tail.line))) {
        return;
    }
    std::int64_t end = -1;
    read_lines(newest, 0, [&](const JournalFileLine& line) {
        if (line.ended && stays(event_number(line.text), line.text)) {
            end = -1;
        } else if (end < 0) {
            end = line.offset;
        }
        return true;
    });
    if (end >= 0) {
        wipe_end(newest, end);
    }
}

}  // namespace arc
