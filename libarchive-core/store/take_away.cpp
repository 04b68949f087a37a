#include "store/take_away.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstdio>

#include <string>

namespace arc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_name = 255;
constexpr std::string_view aside_mark = ".arc-taken";

bool is_there(const fs::path& path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0;
}

// 0, or the error number; never takes the place of another file.
int rename_to_free(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return errno;
    }
    if (is_there(to)) {  // a file system that cannot promise it
        return EEXIST;
    }
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

// Cut so that the ending still fits; never inside a character of UTF-8.
std::string with_ending(std::string stem, const std::string& ending) {
    if (stem.size() + ending.size() > longest_name) {
        std::size_t end = longest_name - std::min(longest_name, ending.size());
        while (end > 0 && (static_cast<unsigned char>(stem[end]) & 0xC0) == 0x80) {
            --end;
        }
        stem.resize(end);
    }
    return stem + ending;
}

fs::path numbered(const fs::path& folder, const fs::path& name, std::int64_t number) {
    if (number < 2) {
        return folder / name;
    }
    return folder / with_ending(name.stem().string(), fmt::format("-{}{}", number, name.extension().string()));
}

// Scanners begin again at p0001 with every job: done/ may hold thousands of one name.
std::int64_t free_number(const fs::path& folder, const fs::path& name) {
    std::int64_t taken = 0;
    std::int64_t free = 1;
    while (is_there(numbered(folder, name, free))) {
        taken = free;
        free *= 2;
    }
    while (free - taken > 1) {
        const std::int64_t middle = taken + (free - taken) / 2;
        (is_there(numbered(folder, name, middle)) ? taken : free) = middle;
    }
    return free;
}

// Where it went; the error number when it could not.
struct Moved {
    fs::path to;
    int error = 0;
};

Moved move_into(const fs::path& from, const fs::path& folder, const fs::path& name) {
    for (std::int64_t number = free_number(folder, name);; ++number) {
        Moved moved{numbered(folder, name, number), 0};
        moved.error = rename_to_free(from, moved.to);
        if (moved.error != EEXIST) {
            return moved;
        }
    }
}

fs::path aside_of(const fs::path& source) {
    const std::string ending(aside_mark);
    return source.parent_path() / with_ending("." + source.filename().string(), ending);
}

// The file that was moved is not the one that was read: it goes back to where it came from.
Error put_back(const fs::path& moved, const fs::path& source) {
    move_into(moved, source.parent_path(), source.filename());
    return {ErrorCode::busy, printable(source.string()), say("was replaced while it was being taken"), {}};
}

bool is_what_was_read(const fs::path& path, const FileState& read) {
    const std::optional<FileState> now = state_of(path);
    return now && is_same_file(*now, read);
}

// The original goes after this. A copy that fails leaves nothing under its name.
Result<Done> copy_durably(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::copy_file(from, to, error);
    if (error) {
        if (error != std::errc::file_exists) {
            ::unlink(to.c_str());
        }
        return system_error(to, "copy to", error.value());
    }
    try {
        const Fd copy(::open(to.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
        if (!copy.open()) {
            throw Fault(system_error(to, "open", errno));
        }
        sync_file(copy.get(), to);
        sync_folder(to.parent_path());
    } catch (const Fault& fault) {
        ::unlink(to.c_str());
        return Error{fault.code(), {}, fault.what(), {}};
    }
    return Done{};
}

// Renamed in its own folder first, so that what is checked is what goes. `folder` may be on another file system.
Result<Done> copy_and_remove(const fs::path& source, const FileState& read, const fs::path& folder) {
    const fs::path aside = aside_of(source);
    if (const int error = rename_to_free(source, aside); error != 0) {
        return system_error(source, "move", error);
    }
    if (!is_what_was_read(aside, read)) {
        return put_back(aside, source);
    }
    if (!folder.empty()) {
        const Result<Done> copied =
            copy_durably(aside, numbered(folder, source.filename(), free_number(folder, source.filename())));
        if (!copied) {
            put_back(aside, source);
            return copied.error();
        }
    }
    if (::unlink(aside.c_str()) != 0) {
        const int error = errno;
        put_back(aside, source);
        return system_error(source, "remove", error);
    }
    return Done{};
}

}  // namespace

Result<Done> take_away(const fs::path& source, const FileState& read, const fs::path& folder) {
    if (folder.empty()) {
        return copy_and_remove(source, read, folder);
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return system_error(folder, "create", error.value());
    }
    const Moved moved = move_into(source, folder, source.filename());
    if (moved.error == EXDEV) {
        return copy_and_remove(source, read, folder);
    }
    if (moved.error != 0) {
        return system_error(source, fmt::format("move to {}", printable(folder.string())), moved.error);
    }
    return is_what_was_read(moved.to, read) ? Result<Done>(Done{}) : Result<Done>(put_back(moved.to, source));
}

std::vector<fs::path> find_moved_aside(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.size() > aside_mark.size() + 1 && name.starts_with('.') && name.ends_with(aside_mark)) {
            found.push_back(entry->path());
        }
    }
    return found;
}

std::vector<fs::path> put_back_moved_aside(std::vector<fs::path> files) {
    std::erase_if(files, [](const fs::path& file) {
        const std::string name = file.filename().string();
        const fs::path own = file.parent_path() / name.substr(1, name.size() - 1 - aside_mark.size());
        const int error = rename_to_free(file, own);
        return error == 0 || error == ENOENT;
    });
    return files;
}

}  // namespace arc
