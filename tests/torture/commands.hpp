#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace arc {

// What a command line did.
struct Ran {
    int status = 0;
    std::string out;
    std::string err;
    std::vector<std::string> rows() const;  // lines of `out`
};

// Runs command lines as users do, each a shell's, and keeps what each kind took and what must never be said.
class Commands {
public:
    explicit Commands(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // `kind` is what its time is counted under; statuses other than 0 and `also` are trouble, so are words of locks.
    Ran run(const std::string& kind, const std::string& line, int also = 0);
    void took(const std::string& kind, std::chrono::nanoseconds time);
    void trouble(const std::string& words);

    void print_times();
    int print_trouble();  // how much there was

private:
    std::filesystem::path folder_;
    std::mutex mutex_;
    std::int64_t next_ = 0;
    std::map<std::string, std::vector<double>> times_;  // milliseconds
    std::vector<std::string> trouble_;
};

}  // namespace arc
