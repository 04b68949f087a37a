#pragma once

#include "store/journal.hpp"
#include "support/temp_folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace arc {

inline std::string line_of(std::int64_t n) {
    return "{\"n\":" + std::to_string(n) + ",\"what\":\"x\"}";
}

// The one private value of an event.
inline std::string secret_of(std::int64_t n) {
    return "{\"n\":" + std::to_string(n) + ",\"value\":\"secret\"}";
}

// Events up to `last` as the catalog would give them, three at a time; the second has a private value.
inline JournalSource events_up_to(std::int64_t last, std::string month = "2026-01") {
    JournalSource source;
    source.last = [=] { return last; };
    source.line_of = [](std::int64_t n) { return line_of(n); };
    source.after = [=](std::int64_t after) {
        std::vector<JournalLine> lines;
        for (std::int64_t n = after + 1; n <= last && lines.size() < 3; ++n) {
            lines.push_back({n, month, line_of(n), {}});
            if (n == 2) {
                lines.back().private_texts.push_back(secret_of(n));
            }
        }
        return lines;
    };
    return source;
}

// The same, each with a private value.
inline JournalSource secrets_up_to(std::int64_t last) {
    JournalSource source = events_up_to(last);
    source.after = [events = source.after](std::int64_t after) {
        std::vector<JournalLine> lines = events(after);
        for (JournalLine& line : lines) {
            line.private_texts = {secret_of(line.n)};
        }
        return lines;
    };
    return source;
}

// Lines first to last as a file has them.
inline std::string lines_from(std::int64_t first, std::int64_t last, std::string (*line)(std::int64_t) = line_of) {
    std::string text;
    for (std::int64_t n = first; n <= last; ++n) {
        text += line(n) + "\n";
    }
    return text;
}

inline std::vector<std::string> lines_of(const Journal& journal) {
    std::vector<std::string> lines;
    journal.for_each([&](const std::filesystem::path&, std::string_view line) {
        lines.emplace_back(line);
        return true;
    });
    return lines;
}

// An empty journal.
struct JournalFolder {
    TempFolder temp;
    ArchivePaths paths{temp.path()};
    JournalFolder() { std::filesystem::create_directories(paths.private_journal()); }
};

}  // namespace arc
