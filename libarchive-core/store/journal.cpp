#include "store/journal.hpp"

#include "store/files.hpp"
#include "store/journal_file.hpp"
#include "store/journal_lock.hpp"
#include "store/journal_mending.hpp"
#include "store/journal_removal.hpp"

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
    std::error_code error;
    const auto size = files.empty() ? 0 : fs::file_size(files.back(), error);
    const Synced synced = last_synced(paths_.journal() / "lock");
    const bool is_synced =
        !files.empty() && !error && synced == Synced{files.back().filename().string(), static_cast<std::int64_t>(size)};
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        if (JournalTail tail = tail_of(*file); tail.length > 0) {
            return {tail.n, std::move(tail.line), is_synced};
        }
    }
    return {};
}

void Journal::append_missing(const JournalSource& source) {
    const JournalLock lock(paths_.journal() / "lock");
    const std::vector<fs::path> files = month_files(paths_.journal());
    std::int64_t last_number = mend_end(files, lock, source);
    finish_erasing(paths_.private_journal());
    if (const std::vector<fs::path> values = month_files(paths_.private_journal()); !values.empty()) {
        mend_private_end(values.back(), last_number, source);
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
            const fs::path file = paths_.journal_of(month);
            const std::string name = file.filename().string();
            if (lock.synced().file != name) {
                // Else, if the sync fails, nobody would know that none of its bytes was synced.
                lock.set_synced({name, fs::exists(file) ? static_cast<std::int64_t>(fs::file_size(file)) : 0});
            }
            lock.set_synced({name, append(file, text, 0640)});
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
