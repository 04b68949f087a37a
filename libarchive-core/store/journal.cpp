#include "store/journal.hpp"

#include "base/say.hpp"
#include "store/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view number_first = "{\"n\":";

std::int64_t number_of(std::string_view line) {
    std::int64_t n = 0;
    if (line.starts_with(number_first)) {
        line.remove_prefix(number_first.size());
        std::from_chars(line.data(), line.data() + line.size(), n);
    }
    return n;
}

// The month files of a folder, oldest first.
std::vector<fs::path> month_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".jsonl") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

struct Tail {
    std::int64_t n = 0;       // of the last whole line
    std::int64_t length = 0;  // up to and with its line end
    bool torn = false;        // bytes follow
};

// Reads backwards in growing pieces until the last whole line is in the piece.
Tail tail_of(const fs::path& path) {
    const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info {};
    if (!fd.open() || ::fstat(fd.get(), &info) != 0) {
        throw Fault(system_error(path, "read", errno));
    }
    const std::int64_t size = info.st_size;
    for (std::int64_t span = 1 << 16;; span *= 8) {
        const std::int64_t from = std::max<std::int64_t>(0, size - span);
        std::string piece(static_cast<std::size_t>(size - from), '\0');
        const ssize_t got = ::pread(fd.get(), piece.data(), piece.size(), from);
        if (got < 0) {
            throw Fault(system_error(path, "read", errno));
        }
        piece.resize(static_cast<std::size_t>(got));
        const std::size_t end = piece.rfind('\n');
        if (end == std::string::npos) {
            if (from > 0) {
                continue;
            }
            return Tail{0, 0, !piece.empty()};
        }
        const std::size_t before = end == 0 ? std::string::npos : piece.rfind('\n', end - 1);
        if (before == std::string::npos && from > 0) {
            continue;
        }
        const std::size_t start = before == std::string::npos ? 0 : before + 1;
        return Tail{number_of(std::string_view(piece).substr(start, end - start)),
                    from + static_cast<std::int64_t>(end) + 1, end + 1 < piece.size()};
    }
}

// How far the journal is known to be on the disk.
struct Synced {
    std::string file;         // "2026-11.jsonl"
    std::int64_t length = 0;  // of that file
};

// journal/lock; its text is that of Synced, written after each sync. The text itself is not synced: an old one is true
// as well, because a month's file only grows.
class JournalLock {
public:
    explicit JournalLock(const fs::path& path) : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)) {
        if (!fd_.open()) {
            throw Fault(system_error(path, "open", errno));
        }
        while (::flock(fd_.get(), LOCK_EX) != 0) {
            if (errno != EINTR) {
                throw Fault(system_error(path, "lock", errno));
            }
        }
    }

    Synced synced() const {
        std::array<char, mark_length> text{};
        Synced synced;
        if (::pread(fd_.get(), text.data(), text.size(), 0) == std::ssize(text)) {
            std::istringstream(std::string(text.data(), text.size())) >> synced.file >> synced.length;
        }
        return synced;
    }

    void set_synced(const Synced& synced) const {
        // Of one length, so that no sector holds a part of it. Without it the next writer only looks longer.
        const std::string text = fmt::format("{:<20} {:>{}}\n", synced.file, synced.length, mark_length - 22);
        [[maybe_unused]] const ssize_t ignored = ::pwrite(fd_.get(), text.data(), text.size(), 0);
    }

private:
    static constexpr std::size_t mark_length = 64;
    Fd fd_;
};

// The offset of the first line with a NUL in it, looking from `start` on; the file's size when there is none.
std::int64_t first_hole(const fs::path& path, std::int64_t start) {
    std::ifstream in(path, std::ios::binary);
    in.seekg(start);
    std::int64_t line_start = start;
    for (std::string line; std::getline(in, line);) {
        if (line.find('\0') != std::string::npos) {
            return line_start;
        }
        line_start += static_cast<std::int64_t>(line.size()) + (in.eof() ? 0 : 1);
    }
    return line_start;
}

void cut(const fs::path& path, std::int64_t length) {
    const Fd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    while (!fd.open() || ::ftruncate(fd.get(), length) != 0) {
        if (errno != EINTR) {
            throw Fault(system_error(path, "cut", errno));
        }
    }
    sync_file(fd.get(), path);
}

// After a power cut the end of a file that was not synced yet may be there without its middle, which then reads as
// NULs. What follows such a hole is cut off: the catalog tells it again.
void cut_holes(const std::vector<fs::path>& files, const Synced& synced) {
    for (const fs::path& file : files) {
        const auto size = static_cast<std::int64_t>(fs::file_size(file));
        const std::string name = file.filename().string();
        const bool marked = name == synced.file && synced.length <= size;
        if (name < synced.file || (marked && synced.length == size)) {
            continue;
        }
        if (const std::int64_t hole = first_hole(file, marked ? synced.length : 0); hole < size) {
            cut(file, hole);
        }
    }
}

std::int64_t append(const fs::path& path, std::string_view bytes, unsigned mode) {
    const bool is_new = !fs::exists(path);
    const Fd fd(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!fd.open()) {
        throw Fault(system_error(path, "open", errno));
    }
    write_all(fd.get(), bytes, path);
    sync_file(fd.get(), path);
    if (is_new) {
        sync_folder(path.parent_path());
    }
    return ::lseek(fd.get(), 0, SEEK_END);
}

// The new bytes stand whole under another name before the old ones are touched.
void replace_overwriting(const fs::path& path, std::string_view bytes) {
    const fs::path beside = path.string() + ".new";
    ::unlink(beside.c_str());
    {
        const Fd fd(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (!fd.open()) {
            throw Fault(system_error(beside, "open", errno));
        }
        write_all(fd.get(), bytes, beside);
        sync_file(fd.get(), beside);
    }
    const Fd old(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!old.open()) {
        throw Fault(system_error(path, "open", errno));
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) {
        throw Fault(system_error(path, "rename to", errno));
    }
    sync_folder(path.parent_path());
    // A backup may hold the same file under another name; what it keeps is its own.
    struct stat info {};
    if (::fstat(old.get(), &info) == 0 && info.st_nlink == 0) {
        write_all(old.get(), std::string(static_cast<std::size_t>(info.st_size), '\0'), path);
        sync_file(old.get(), path);
    }
}

void cut_torn_line(const fs::path& path, const Tail& tail) {
    if (tail.torn) {
        cut(path, tail.length);
    }
}

void for_each_line(const std::vector<fs::path>& files,
                   const std::function<bool(const fs::path&, std::string_view)>& line) {
    for (const fs::path& path : files) {
        std::ifstream in(path, std::ios::binary);
        std::string text;
        while (std::getline(in, text)) {
            // A last line without its end was torn by a crash: its event is told again by the catalog.
            if (in.eof() || !line(path, text)) {
                break;
            }
        }
    }
}

}  // namespace

std::int64_t Journal::last() const {
    const std::vector<fs::path> files = month_files(paths_.journal());
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        if (const std::int64_t n = tail_of(*file).n; n > 0) {
            return n;
        }
    }
    return 0;
}

void Journal::append_missing(const std::function<std::vector<JournalLine>(std::int64_t)>& events_after) {
    const JournalLock lock(paths_.journal() / "lock");
    const std::vector<fs::path> files = month_files(paths_.journal());
    cut_holes(files, lock.synced());
    std::int64_t last_number = 0;
    for (auto file = files.rbegin(); file != files.rend() && last_number == 0; ++file) {
        const Tail tail = tail_of(*file);
        cut_torn_line(*file, tail);
        last_number = tail.n;
    }
    for (const fs::path& file : month_files(paths_.private_journal())) {
        cut_torn_line(file, tail_of(file));
    }
    // A clock that was set back must not put new lines into an older file: order is by file, then by line.
    std::string newest = files.empty() ? std::string() : files.back().stem().string();
    for (std::vector<JournalLine> events = events_after(last_number); !events.empty();
         events = events_after(last_number)) {
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

std::int64_t Journal::set_aside_after(std::int64_t n) {
    const JournalLock lock(paths_.journal() / "lock");
    const fs::path aside = paths_.journal() / ("after-" + std::to_string(n));
    std::int64_t moved = 0;
    for (const fs::path& file : month_files(paths_.journal())) {
        std::string kept;
        std::string rest;
        for_each_line({file}, [&](const fs::path&, std::string_view line) {
            std::string& where = rest.empty() && number_of(line) <= n && number_of(line) > 0 ? kept : rest;
            where.append(line).append("\n");
            moved += &where == &rest ? 1 : 0;
            return true;
        });
        if (!rest.empty()) {
            fs::create_directories(aside);
            write_file_durably(aside / file.filename(), rest);
            write_file_durably(file, kept);
        }
    }
    return moved;
}

std::int64_t Journal::erase_private(const std::function<bool(std::string_view)>& goes) {
    const JournalLock lock(paths_.journal() / "lock");
    std::int64_t erased = 0;
    for (const fs::path& file : month_files(paths_.private_journal())) {
        std::string kept;
        std::int64_t going = 0;
        for_each_line({file}, [&](const fs::path&, std::string_view line) {
            if (goes(line)) {
                ++going;
            } else {
                kept.append(line).append("\n");
            }
            return true;
        });
        if (going > 0) {
            replace_overwriting(file, kept);
            erased += going;
        }
    }
    return erased;
}

void Journal::for_each(const std::function<bool(const fs::path&, std::string_view)>& line) const {
    for_each_line(month_files(paths_.journal()), line);
}

void Journal::for_each_private(const std::function<bool(const fs::path&, std::string_view)>& line) const {
    for_each_line(month_files(paths_.private_journal()), line);
}

}  // namespace arc
