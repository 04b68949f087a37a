#include "jobs/intake/sources.hpp"

#include "base/say.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cerrno>

namespace arc {

namespace fs = std::filesystem;

namespace {

// * any letters, ? one; case does not matter.
bool fits(std::string_view name, std::string_view pattern) {
    if (pattern.empty()) {
        return name.empty();
    }
    if (pattern[0] == '*') {
        return fits(name, pattern.substr(1)) || (!name.empty() && fits(name.substr(1), pattern));
    }
    return !name.empty() && (pattern[0] == '?' || pattern[0] == name[0]) && fits(name.substr(1), pattern.substr(1));
}

using NamedEntry = std::pair<std::string, fs::directory_entry>;

void list_folder(const fs::path& folder, const std::vector<std::string>& patterns, Reporter& reporter,
                 std::vector<fs::path>& found) {
    std::error_code error;
    std::vector<NamedEntry> entries;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (std::string name = entry->path().filename().string(); !is_ignored_name(name, patterns)) {
            entries.emplace_back(std::move(name), *entry);
        }
    }
    if (error && error.value() != ENOENT) {
        reporter.problem({ErrorCode::io, printable(folder.string()), say("cannot be listed: {}", error.message()),
                          say("check who may read the folder")});
    }
    std::ranges::sort(entries, [](const auto& a, const auto& b) { return natural_less(a.first, b.first); });
    for (const auto& [name, entry] : entries) {
        if (entry.is_symlink(error)) {
            reporter.problem({ErrorCode::unsupported, printable(entry.path().string()),
                              say("a symbolic link is not taken"), say("name the file itself")});
        } else if (entry.is_directory(error)) {
            list_folder(entry.path(), patterns, reporter, found);
        } else if (entry.is_regular_file(error)) {
            found.push_back(entry.path());
        } else if (entry.exists(error)) {
            reporter.problem({ErrorCode::unsupported, printable(entry.path().string()), say("not a plain file"),
                              say("take it away, or name it so that it is ignored")});
        }
    }
}

bool is_at_or_below(const fs::path& path, const fs::path& folder) {
    return std::ranges::mismatch(folder, path).in1 == folder.end();
}

}  // namespace

bool is_ignored_name(const std::string& name, const std::vector<std::string>& patterns) {
    static const std::vector<std::string> usual{"thumbs.db", "desktop.ini",  "@eadir", "*.part",
                                                "*.tmp",     "*.crdownload", "~*",     ".*"};
    const std::string folded = fold_words(name);
    const auto matches = [&](const std::string& pattern) { return fits(folded, fold_words(pattern)); };
    return std::ranges::any_of(usual, matches) || std::ranges::any_of(patterns, matches);
}

std::string source_name(const fs::path& path) {
    std::error_code error;
    const fs::path folder = fs::weakly_canonical(path.parent_path().empty() ? "." : path.parent_path(), error);
    std::string name = (error ? fs::absolute(path) : folder / path.filename()).string();
    for (std::size_t at = 0; (at = name.find('\\', at)) != std::string::npos; at += 4) {
        name.replace(at, 1, "\\x5c");
    }
    return printable(name);
}

void require_outside(const ArchivePaths& archive, const fs::path& source) {
    std::error_code error;
    const fs::path root = fs::weakly_canonical(archive.root, error);
    const fs::path wanted = fs::weakly_canonical(source, error);
    if (error) {
        return;  // it does not open either
    }
    const ArchivePaths own{root};
    const bool inside = std::ranges::any_of(
        std::initializer_list<fs::path>{own.config(), own.profile(), own.catalog(), own.queue(), own.batch_turns(),
                                        own.objects(), own.staging(), own.quarantine(), own.journal()},
        [&](const fs::path& part) { return is_at_or_below(wanted, part); });
    if (inside || is_at_or_below(root, wanted)) {
        throw Fault(ErrorCode::usage, printable(source.string()),
                    inside ? say("is one of the archive's own files") : say("holds the archive itself"),
                    say("name the folder that the scans lie in"));
    }
}

std::vector<fs::path> list_sources(const std::vector<std::string>& paths, const std::vector<std::string>& patterns,
                                   Reporter& reporter) {
    std::vector<fs::path> found;
    for (const std::string& path : paths) {
        std::error_code error;
        if (fs::is_directory(path, error)) {
            list_folder(path, patterns, reporter, found);
        } else if (fs::exists(fs::symlink_status(path, error))) {
            found.emplace_back(path);
        } else {
            reporter.problem(
                {ErrorCode::not_found, printable(path), say("no such file or folder"), say("check the name")});
        }
    }
    return found;
}

}  // namespace arc
