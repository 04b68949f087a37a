#include "store/journal_removal.hpp"

#include "store/byte_source.hpp"
#include "store/files.hpp"
#include "store/journal.hpp"
#include "store/journal_file.hpp"
#include "store/journal_lock.hpp"
#include "store/wipe.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>

// Lines that leave the journal: set aside by a rebuild, or erased with what was destroyed.

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view fresh_ending = ".new";
constexpr std::string_view old_ending = ".old";

// No backup takes a name that begins with a dot.
fs::path beside(const fs::path& month, std::string_view ending) {
    return month.parent_path() / ("." + month.filename().string() + std::string(ending));
}

bool is_left_over(const fs::path& file) {
    const std::string name = file.filename().string();
    const fs::path month = name.substr(name.empty() ? 0 : 1, name.rfind('.') - 1);
    return is_month_file(month) && (name == beside(month, fresh_ending) || name == beside(month, old_ending));
}

// The new bytes stand whole under another name before the old ones are touched, and these keep a name until they are
// overwritten: who comes after a kill finds both.
void replace_overwriting(const fs::path& path, std::string_view bytes) {
    const fs::path fresh = beside(path, fresh_ending);
    const fs::path old = beside(path, old_ending);
    {
        const Fd fd = create_file(fresh, 0600);
        write_all(fd.get(), bytes, fresh);
        sync_file(fd.get(), fresh);
    }
    const Fd before(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!before.open()) {
        throw Fault(system_error(path, "open", errno));
    }
    const bool linked = ::link(path.c_str(), old.c_str()) == 0;
    if (!linked && errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) {  // file systems without links
        throw Fault(system_error(old, "link to", errno));
    }
    sync_folder(path.parent_path());
    if (::rename(fresh.c_str(), path.c_str()) != 0) {
        throw Fault(system_error(path, "rename to", errno));
    }
    sync_folder(path.parent_path());
    if (linked) {
        wipe_file(old);
        sync_folder(path.parent_path());
    } else {
        overwrite(before, 0, path);
    }
}

// What of a file comes after an event, or is no event; a torn line alone does not count.
struct Rest {
    fs::path file;
    std::int64_t offset = 0;
    std::int64_t lines = 0;
};

std::vector<Rest> rest_after(const std::vector<fs::path>& files, std::int64_t n) {
    std::vector<Rest> rests;
    for (const fs::path& file : files) {
        Rest rest{file, 0, 0};
        read_lines(file, 0, [&](const JournalFileLine& line) {
            const std::int64_t number = event_number(line.text);
            const bool kept = rests.empty() && rest.lines == 0 && (!line.ended || (number > 0 && number <= n));
            rest.offset = kept || rest.lines > 0 ? rest.offset : line.offset;
            rest.lines += kept ? 0 : 1;
            return true;
        });
        if (rest.lines > 0) {
            rests.push_back(rest);
        }
    }
    return rests;
}

std::string text_of(const fs::path& path, std::int64_t from) {
    const Fd file(open_plain_file(path).value_or_throw());
    return read_range(file, from, static_cast<std::int64_t>(fs::file_size(path)), path);
}

// Lines that an earlier run of the same rebuild has set aside are the beginning of these; others are kept.
bool can_take(const fs::path& aside, const std::vector<Rest>& rests) {
    return std::ranges::all_of(rests, [&](const Rest& rest) {
        const fs::path there = aside / rest.file.filename();
        return !fs::exists(there) || text_of(rest.file, rest.offset).starts_with(text_of(there, 0));
    });
}

fs::path folder_for(const std::vector<Rest>& rests, const fs::path& journal, std::int64_t n) {
    const std::string name = "after-" + std::to_string(n);
    fs::path aside = journal / name;
    for (int other = 2; !can_take(aside, rests); ++other) {
        aside = journal / (name + "-" + std::to_string(other));
    }
    return aside;
}

}  // namespace

void finish_erasing(const fs::path& private_journal) {
    std::vector<fs::path> left;
    std::error_code error;
    for (fs::directory_iterator entry(private_journal, error), end; !error && entry != end; entry.increment(error)) {
        if (is_left_over(entry->path())) {
            left.push_back(entry->path());
        }
    }
    if (left.empty()) {
        return;
    }
    // The month's new file must be there for good before the old one's bytes go.
    sync_folder(private_journal);
    for (const fs::path& file : left) {
        wipe_file(file);
    }
    sync_folder(private_journal);
}

std::int64_t Journal::set_aside_after(std::int64_t n) {
    const JournalLock lock(paths_.journal() / "lock");
    const std::vector<Rest> rests = rest_after(month_files(paths_.journal()), n);
    if (rests.empty()) {
        return 0;
    }
    const fs::path aside = folder_for(rests, paths_.journal(), n);
    fs::create_directories(aside);
    std::int64_t moved = 0;
    for (const Rest& rest : rests) {
        write_file_durably(aside / rest.file.filename(), text_of(rest.file, rest.offset));
        moved += rest.lines;
    }
    sync_folder(paths_.journal());
    for (auto rest = rests.rbegin(); rest != rests.rend(); ++rest) {
        cut_month(rest->file, rest->offset);
    }
    lock.set_synced({});
    return moved;
}

void Journal::for_each_set_aside(const std::function<bool(const fs::path&, std::string_view)>& line) const {
    bool more = true;
    for (const fs::directory_entry& entry : fs::directory_iterator(paths_.journal())) {
        if (!entry.path().filename().string().starts_with("after-")) {
            continue;
        }
        for (const fs::path& file : month_files(entry.path())) {
            read_lines(file, 0, [&](const JournalFileLine& each) {
                more = more && line(file, each.text);
                return more;
            });
        }
    }
}

std::int64_t Journal::erase_private(const std::function<bool(std::string_view)>& goes) {
    const JournalLock lock(paths_.journal() / "lock");
    finish_erasing(paths_.private_journal());
    std::int64_t erased = 0;
    for (const fs::path& file : month_files(paths_.private_journal())) {
        std::string kept;
        std::int64_t going = 0;
        read_lines(file, 0, [&](const JournalFileLine& line) {
            if (line.ended && goes(line.text)) {
                ++going;
            } else if (line.ended) {
                kept.append(line.text).append("\n");
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

}  // namespace arc
