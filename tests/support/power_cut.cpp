// power_cut: runs a command once and records its changes to a folder; then, for every moment of a power cut, makes the
// folder what a disk might show afterwards, and runs a check there, which must succeed.

#include "support/disk_model.hpp"
#include "support/tracer.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace arc_tests;

constexpr const char* usage_text =
    "usage: power_cut [OPTION]... --disk DIR --check SHELL-COMMAND -- COMMAND...\n"
    "COMMAND runs in DIR, and its changes below DIR are recorded. Then DIR is made anew as the disk might be after a "
    "cut\n"
    "behind each change (never the same twice) and SHELL-COMMAND is run in it; $CUT_TOLD is the number of bytes that\n"
    "COMMAND had written to its standard output by then, $CUT_AT says which cut it is.\n"
    "  --keep NAME,...  of what was not synced: synced (nothing of it), some (a part), torn (the last write in part);\n"
    "                   default all three\n"
    "  --seed N         for what is left to chance; default 1\n"
    "  --all            record what its child processes change, too\n"
    "  --most N         no more than N cuts, spread evenly\n"
    "Exit status: 0 all checks succeeded, 1 one did not (its DIR stays), 2 wrong usage, 3 cannot trace.\n";

struct Request {
    std::string disk;
    std::string check;
    std::vector<Keep> keeps;
    std::uint64_t seed = 1;
    std::size_t most = 0;  // 0: all
    bool children = false;
    char** command = nullptr;
};

constexpr const char* keep_names[] = {"synced", "some", "torn"};

std::vector<Keep> read_keeps(const std::string& list) {
    std::vector<Keep> keeps;
    for (int i = 0; i < 3; ++i) {
        if (("," + list + ",").find("," + std::string(keep_names[i]) + ",") != std::string::npos) {
            keeps.push_back(static_cast<Keep>(i));
        }
    }
    return keeps;
}

Request read_arguments(int count, char** words) {
    Request request;
    request.keeps = read_keeps("synced,some,torn");
    int i = 1;
    for (; i + 1 < count && std::strcmp(words[i], "--") != 0; i += 2) {
        const std::string_view word = words[i];
        if (word == "--all") {
            request.children = true;
            --i;
            continue;
        }
        const char* value = words[i + 1];
        if (word == "--disk") {
            request.disk = value;
        } else if (word == "--check") {
            request.check = value;
        } else if (word == "--keep") {
            request.keeps = read_keeps(value);
        } else if (word == "--seed") {
            request.seed = std::strtoull(value, nullptr, 10);
        } else if (word == "--most") {
            request.most = std::strtoull(value, nullptr, 10);
        } else {
            stop(2, usage_text);
        }
    }
    if (i + 1 >= count || request.disk.empty() || request.check.empty() || request.keeps.empty()) {
        stop(2, usage_text);
    }
    request.command = words + i + 1;
    return request;
}

struct Cut {
    std::size_t after = 0;  // so many changes
    Keep keep{};
    std::uint64_t seed = 0;
};

// Every cut that leaves a disk of its own.
std::vector<Cut> all_cuts(DiskModel model, const std::vector<DiskChange>& changes, const Request& request) {
    std::vector<Cut> cuts;
    std::set<std::size_t> seen;
    for (std::size_t after = 0; after <= changes.size(); ++after) {
        if (after > 0) {
            model.apply(changes[after - 1]);
        }
        for (const Keep keep : request.keeps) {
            const std::uint64_t seed = request.seed * 1'000'003 + after;
            if (seen.insert(fingerprint(model.after_cut(keep, seed))).second) {
                cuts.push_back({after, keep, seed});
            }
        }
    }
    return cuts;
}

std::vector<Cut> spread(const std::vector<Cut>& cuts, std::size_t most) {
    if (most == 0 || cuts.size() <= most) {
        return cuts;
    }
    std::vector<Cut> chosen;
    for (std::size_t i = 0; i < most; ++i) {
        chosen.push_back(cuts[i * cuts.size() / most]);
    }
    return chosen;
}

bool recovers(const Request& request, const std::string& at, std::int64_t told) {
    setenv("CUT_TOLD", std::to_string(told).c_str(), 1);
    setenv("CUT_AT", at.c_str(), 1);
    const int status = std::system(request.check.c_str());
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

int main(int count, char** words) {
    const Request request = read_arguments(count, words);
    const std::filesystem::path disk = std::filesystem::canonical(request.disk);
    const DiskModel start(disk);
    const Recording recording = record_changes(disk, request.command, request.children);

    DiskModel end = start;
    for (const DiskChange& change : recording.changes) {
        end.apply(change);
    }
    if (!same_files(end.live(), read_disk(disk))) {
        stop(3, "power_cut: the folder holds something else than what was recorded\n");
    }

    const std::vector<Cut> cuts = all_cuts(start, recording.changes, request);
    const std::vector<Cut> tried = spread(cuts, request.most);
    DiskModel model = start;
    std::size_t applied = 0;
    for (const Cut& cut : tried) {
        for (; applied < cut.after; ++applied) {
            model.apply(recording.changes[applied]);
        }
        write_disk(model.after_cut(cut.keep, cut.seed), disk);
        const std::string before = cut.after == 0 ? "the start" : recording.changes[cut.after - 1].words;
        const std::string at = "power cut after change " + std::to_string(cut.after) + " (" + before +
                               "), kept: " + keep_names[static_cast<int>(cut.keep)];
        if (!recovers(request, at, cut.after == 0 ? 0 : recording.changes[cut.after - 1].told)) {
            std::fprintf(stderr, "power_cut: %s: the check failed\n", at.c_str());
            return 1;
        }
    }
    std::fprintf(stderr, "power_cut: %zu changes, %zu different disks, %zu tried, all recovered\n",
                 recording.changes.size(), cuts.size(), tried.size());
    return 0;
}
