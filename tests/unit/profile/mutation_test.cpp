#include "profile/load_profile.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

using namespace arc;

namespace {

std::vector<std::string> lines_of(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line + "\n";
    }
    return text;
}

std::size_t pick(std::mt19937& random, std::size_t below) {
    return random() % below;
}

// One slip of the hand: a line lost, doubled, moved, a letter wrong, a sign lost, an indent changed.
void slip(std::vector<std::string>& lines, std::mt19937& random) {
    const std::size_t at = pick(random, lines.size());
    std::string& line = lines[at];
    const std::size_t column = line.empty() ? 0 : pick(random, line.size());
    switch (pick(random, 7)) {
        case 0:
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 1:
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), std::string(line));
            break;
        case 2:
            std::swap(line, lines[pick(random, lines.size())]);
            break;
        case 3:
            line.insert(line.begin(), ' ');
            break;
        case 4:
            line.insert(column, 1, "{}[]:,'\"&*!|>%@`-#?x\t"[pick(random, 22)]);
            break;
        case 5:
            line.erase(column, 1);
            break;
        default:
            line = line.substr(0, column);
            break;
    }
}

}  // namespace

TEST_CASE("a profile with slips of the hand never crashes and its mistakes lie inside the text") {
    std::mt19937 random(20261121);
    std::vector<std::filesystem::path> files;
    for (const char* folder : {"schemas/profiles", "tests/data/profiles"}) {
        for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(ARC_SOURCE) / folder)) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    int refused = 0;
    for (int round = 0; round < 300; ++round) {
        std::vector<std::string> lines = lines_of(files[pick(random, files.size())]);
        const std::size_t slips = 1 + pick(random, 3);
        for (std::size_t i = 0; i < slips; ++i) {
            slip(lines, random);
        }
        const LoadedProfile loaded = load_profile(joined(lines), "p");
        CHECK(loaded.ok() == loaded.mistakes.empty());
        refused += int(!loaded.ok());
        for (const ProfileMistake& mistake : loaded.mistakes) {
            CAPTURE(mistake.message());
            CHECK(mistake.line >= 1);
            CHECK(mistake.line <= static_cast<int>(lines.size()) + 1);
            CHECK(mistake.column >= 1);
            CHECK_FALSE(mistake.what.empty());
        }
    }
    CHECK(refused > 100);
}
