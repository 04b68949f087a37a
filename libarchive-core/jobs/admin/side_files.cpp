#include "jobs/admin/side_files.hpp"

#include "base/say.hpp"
#include "record/json.hpp"
#include "store/byte_source.hpp"
#include "store/journal_file.hpp"

#include <algorithm>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t block_size = 1 << 18;

// Not what was set aside in a folder beside them: its lines tell other events with the same numbers.
bool is_journal(const fs::path& relative) {
    const fs::path folder = relative.parent_path();
    return is_month_file(relative) && (folder == "journal" || folder == fs::path("journal") / "private");
}

// Where the line begins that ends right before `end`.
std::int64_t line_start(const Fd& file, std::int64_t end, const fs::path& path) {
    while (end > 0) {
        const std::int64_t from = std::max<std::int64_t>(0, end - static_cast<std::int64_t>(block_size));
        const std::string block = read_range(file, from, end, path);
        if (const std::size_t found = block.rfind('\n'); found != std::string::npos) {
            return from + static_cast<std::int64_t>(found) + 1;
        }
        end = from;
    }
    return 0;
}

// Events follow one another, and private values their events: what is too new stands at the end.
std::int64_t length_up_to(const fs::path& path, std::int64_t last_event) {
    const Fd file = std::move(open_plain_file(path).value_or_throw());
    std::int64_t end = line_start(file, static_cast<std::int64_t>(fs::file_size(path)), path);
    while (end > 0 && last_event != any_event) {
        const std::int64_t start = line_start(file, end - 1, path);
        const Result<Value> line = from_json(read_range(file, start, end - 1, path));
        if (line && line->int_of("n") <= last_event) {
            break;
        }
        end = start;
    }
    return end;
}

}  // namespace

std::vector<fs::path> side_files(const ArchivePaths& paths) {
    std::vector<fs::path> files{paths.config().lexically_relative(paths.root),
                                paths.profile().lexically_relative(paths.root)};
    for (const fs::path& folder : {paths.quarantine(), paths.journal()}) {
        std::error_code error;
        for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            const bool lock = entry->path() == paths.journal() / "lock";
            if (entry->is_regular_file(error) && !lock && !entry->path().filename().string().starts_with('.')) {
                files.push_back(entry->path().lexically_relative(paths.root));
            }
        }
    }
    std::erase_if(files, [&](const fs::path& file) { return !fs::exists(paths.root / file); });
    std::ranges::sort(files);
    return files;
}

SidePart side_part(const ArchivePaths& from, const fs::path& relative, std::int64_t last_event) {
    const fs::path file = from.root / relative;
    return {relative,
            is_journal(relative) ? length_up_to(file, last_event) : static_cast<std::int64_t>(fs::file_size(file))};
}

void read_side_part(const ArchivePaths& from, const SidePart& part, const std::function<void(std::string_view)>& take) {
    const fs::path path = from.root / part.relative;
    const ByteSource read = read_plain_file(path).value_or_throw();
    std::vector<char> block(block_size);
    for (std::int64_t left = part.length; left > 0;) {
        const std::size_t want = std::min(block.size(), static_cast<std::size_t>(left));
        const std::size_t got = read(std::span(block).first(want)).value_or_throw();
        if (got == 0) {
            throw Fault(ErrorCode::damaged, path.string(), say("became shorter while it was read"));
        }
        take(std::string_view(block.data(), got));
        left -= static_cast<std::int64_t>(got);
    }
}

namespace {

bool stands_there(const ArchivePaths& from, const SidePart& part, const fs::path& target) {
    std::error_code error;
    if (static_cast<std::int64_t>(fs::file_size(target, error)) != part.length || error) {
        return false;
    }
    const Fd there = std::move(open_plain_file(target).value_or_throw());
    std::int64_t at = 0;
    bool same = true;
    read_side_part(from, part, [&](std::string_view piece) {
        const std::int64_t end = at + static_cast<std::int64_t>(piece.size());
        same = same && read_range(there, at, end, target) == piece;
        at = end;
    });
    return same;
}

}  // namespace

void copy_side_part(const ArchivePaths& from, const SidePart& part, const ArchivePaths& to) {
    const fs::path target = to.root / part.relative;
    fs::create_directories(target.parent_path());
    if (stands_there(from, part, target)) {
        return;
    }
    const fs::path beside = target.parent_path() / ("." + target.filename().string() + ".part");
    fs::remove(beside);
    {
        const Fd file = create_file(beside, mode_of_side_file(part.relative));
        read_side_part(from, part, [&](std::string_view piece) { write_all(file.get(), piece, beside); });
        sync_file(file.get(), beside);
    }
    fs::rename(beside, target);
    sync_folder(target.parent_path());
}

unsigned mode_of_side_file(const fs::path& relative) {
    return relative.parent_path() == fs::path("journal") / "private" ? 0600 : 0640;
}

}  // namespace arc
