#include "store/archive_paths.hpp"

#include <string>

namespace arc {

namespace fs = std::filesystem;

fs::path ArchivePaths::object(const Digest& digest) const {
    const std::string hex = digest.hex();
    return objects() / hex.substr(0, 2) / hex.substr(2, 2) / hex;
}

fs::path ArchivePaths::journal_of(std::string_view month) const {
    return journal() / (std::string(month) + ".jsonl");
}

fs::path ArchivePaths::private_journal_of(std::string_view month) const {
    return private_journal() / (std::string(month) + ".jsonl");
}

std::optional<ArchivePaths> find_archive(std::string_view option, std::string_view environment, const fs::path& from) {
    const auto is_archive = [](const fs::path& folder) {
        std::error_code ignored;
        return fs::exists(folder / "archive.yaml", ignored) && fs::is_directory(folder / "objects", ignored);
    };
    for (const std::string_view named : {option, environment}) {
        if (!named.empty()) {
            return is_archive(named) ? std::optional(ArchivePaths{fs::absolute(named)}) : std::nullopt;
        }
    }
    for (fs::path folder = fs::absolute(from); !folder.empty(); folder = folder.parent_path()) {
        if (is_archive(folder)) {
            return ArchivePaths{folder};
        }
        if (folder == folder.parent_path()) {
            break;
        }
    }
    return std::nullopt;
}

}  // namespace arc
