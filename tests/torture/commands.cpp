#include "torture/commands.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <sys/wait.h>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace arc {

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

bool speaks_of_locks(const std::string& words) {
    return std::ranges::any_of(std::vector<std::string>{"lock", "busy", "another program is writing", "internal error"},
                               [&](const std::string& word) { return words.find(word) != std::string::npos; });
}

}  // namespace

std::vector<std::string> Ran::rows() const {
    std::vector<std::string> lines = split(out, '\n');
    std::erase(lines, "");
    return lines;
}

Ran Commands::run(const std::string& kind, const std::string& line, int also) {
    std::string name;
    {
        const std::lock_guard guard(mutex_);
        name = (folder_ / std::to_string(next_++)).string();
    }
    const auto started = std::chrono::steady_clock::now();
    const int status = std::system(fmt::format("{{ {}; }} >{}.out 2>{}.err </dev/null", line, name, name).c_str());
    took(kind, std::chrono::steady_clock::now() - started);
    Ran ran{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(name + ".out"),
            text_of(name + ".err")};
    std::filesystem::remove(name + ".out");
    std::filesystem::remove(name + ".err");
    if ((ran.status != 0 && ran.status != also) || speaks_of_locks(ran.err)) {
        trouble(fmt::format("status {} of {}\n{}{}", ran.status, line, ran.err, ran.out.substr(0, 2000)));
    }
    return ran;
}

void Commands::took(const std::string& kind, std::chrono::nanoseconds time) {
    const std::lock_guard guard(mutex_);
    times_[kind].push_back(std::chrono::duration<double, std::milli>(time).count());
}

void Commands::trouble(const std::string& words) {
    const std::lock_guard guard(mutex_);
    trouble_.push_back(words);
}

void Commands::print_times() {
    fmt::print("{:<28} {:>7} {:>9} {:>9} {:>9}\n", "ms", "times", "median", "p95", "most");
    for (auto& [kind, times] : times_) {
        std::ranges::sort(times);
        const auto at = [&](double part) {
            return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
        };
        fmt::print("{:<28} {:>7} {:>9.1f} {:>9.1f} {:>9.1f}\n", kind, times.size(), at(0.5), at(0.95), times.back());
    }
}

int Commands::print_trouble() {
    for (const std::string& words : trouble_) {
        fmt::print("{}\n", words);
    }
    return static_cast<int>(trouble_.size());
}

}  // namespace arc
