#include "jobs/audit/heads.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "store/files.hpp"

#include <algorithm>
#include <charconv>

namespace arc {

namespace fs = std::filesystem;

void write_head(const ArchivePaths& paths, Day day, std::int64_t event, const std::string& hash, Instant now) {
    fs::create_directories(paths.heads());
    write_file_durably(paths.heads() / fmt::format("{}-{}", format_day(day), event),
                       fmt::format("{} {} {}\n", event, hash, format_instant(now)));
}

std::vector<NightHead> read_heads(const ArchivePaths& paths) {
    std::vector<NightHead> heads;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(paths.heads(), error)) {
        constexpr std::size_t most = 4096;
        const Result<std::string> text = read_file(entry.path(), most);
        NightHead head{printable(entry.path().filename().string()), 0, {}};
        const std::vector<std::string> words = split(text ? std::string(trim(*text)) : std::string(), ' ');
        if (words.size() >= 2) {
            std::from_chars(words[0].data(), words[0].data() + words[0].size(), head.event);
            head.hash = words[1];
        }
        heads.push_back(std::move(head));
    }
    std::ranges::sort(heads, {}, &NightHead::file);
    return heads;
}

}  // namespace arc
