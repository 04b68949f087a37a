#include "store/journal.hpp"

#include "base/say.hpp"
#include "store/files.hpp"
#include "store/journal_file.hpp"
#include "store/journal_lock.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <map>
#include <mutex>
#include <set>

namespace arc {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail_ahead(const fs::path& file, std::int64_t events) {
    throw Fault(ErrorCode::damaged, file.string(), say("the journal knows {} events more than the catalog", events),
                say("make the catalog anew with arc-admin rebuild"));
}

// After a power cut the end of a file that was not synced yet may be there without its middle, which then reads as
// NULs. What follows such a hole is cut off: the catalog tells it again.
void cut_hole(const fs::path& newest, const Synced& synced, const JournalSource& source) {
    const auto size = static_cast<std::int64_t>(fs::file_size(newest));
    const bool marked = newest.filename() == synced.file && synced.length <= size;
    if (marked && synced.length == size) {
        return;
    }
    std::int64_t hole = -1;
    std::int64_t highest = 0;  // of what would go
    read_lines(newest, marked ? synced.length : 0, [&](const JournalFileLine& line) {
        if (hole < 0 && line.text.find('\0') != std::string_view::npos) {
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

void cut_torn_line(const fs::path& file) {
    if (const JournalTail tail = tail_of(file); tail.torn) {
        cut_month(file, tail.length);
    }
}

// Once in a process for each file, also where it was there already: who made it may have been killed before this.
void make_name_durable(const fs::path& file) {
    static std::mutex mutex;
    static std::set<std::string> durable;
    const std::lock_guard lock(mutex);
    if (!durable.contains(file.string())) {
        sync_folder(file.parent_path());
        durable.insert(file.string());
    }
}

std::int64_t append(const fs::path& path, std::string_view bytes, unsigned mode) {
    const Fd fd(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!fd.open()) {
        throw Fault(system_error(path, "open", errno));
    }
    write_all(fd.get(), bytes, path);
    sync_file(fd.get(), path);
    make_name_durable(path);
    return ::lseek(fd.get(), 0, SEEK_END);
}

}  // namespace

std::int64_t Journal::last() const {
    const std::vector<fs::path> files = month_files(paths_.journal());
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        const JournalTail tail = tail_of(*file);
        std::int64_t highest = tail.n;
        if (tail.length > 0 && highest == 0) {
            read_lines(*file, 0, [&](const JournalFileLine& line) {
                highest = std::max(highest, event_number(line.text));
                return true;
            });
        }
        if (highest > 0) {
            return highest;
        }
    }
    return 0;
}

JournalEnd Journal::end() const {
    const std::vector<fs::path> files = month_files(paths_.journal());
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        if (JournalTail tail = tail_of(*file); tail.length > 0) {
            return {tail.n, std::move(tail.line)};
        }
    }
    return {};
}

void Journal::append_missing(const JournalSource& source) {
    const JournalLock lock(paths_.journal() / "lock");
    const std::vector<fs::path> files = month_files(paths_.journal());
    if (!files.empty()) {
        cut_hole(files.back(), lock.synced(), source);
    }
    std::int64_t last_number = find_end(files, source);
    if (const std::vector<fs::path> values = month_files(paths_.private_journal()); !values.empty()) {
        cut_torn_line(values.back());
    }
    // A clock that was set back must not put new lines into an older file: order is by file, then by line.
    std::string newest = files.empty() ? std::string() : files.back().stem().string();
    for (std::vector<JournalLine> events = source.after(last_number); !events.empty();
         events = source.after(last_number)) {
        std::map<std::string, std::string> lines;
        std::map<std::string, std::string> private_lines;
        for (const JournalLine& event : events) {
            newest = std::max(newest, event.month);
            lines[newest] += event.text + "\n";
            for (const std::string& text : event.private_texts) {
                private_lines[newest] += text + "\n";
            }
        }
        for (const auto& [month, text] : private_lines) {
            append(paths_.private_journal_of(month), text, 0600);
        }
        for (const auto& [month, text] : lines) {
            const std::int64_t length = append(paths_.journal_of(month), text, 0640);
            lock.set_synced({paths_.journal_of(month).filename().string(), length});
        }
        last_number = events.back().n;
    }
}

void Journal::for_each(const std::function<bool(const fs::path&, std::string_view)>& line) const {
    const std::vector<fs::path> files = month_files(paths_.journal());
    bool more = true;
    for (const fs::path& file : files) {
        read_lines(file, 0, [&](const JournalFileLine& each) {
            more = more && (each.ended || file != files.back()) && line(file, each.text);
            return more;
        });
        if (!more) {
            return;
        }
    }
}

void Journal::for_each_private(const std::function<bool(const fs::path&, std::string_view)>& line) const {
    bool more = true;
    for (const fs::path& file : month_files(paths_.private_journal())) {
        read_lines(file, 0, [&](const JournalFileLine& each) {
            more = more && (!each.ended || line(file, each.text));
            return more;
        });
    }
}

}  // namespace arc
