#pragma once

#include "jobs/reporter.hpp"

#include <chrono>
#include <map>
#include <string>

namespace arc {

// A watcher looks again and again at what is wrong: it says so once an hour.
class SaidOnce final : public Reporter {
public:
    explicit SaidOnce(Reporter& reporter) : reporter_(&reporter) {}
    void problem(const Error& error) override {
        const auto now = Clock::now();
        std::erase_if(said_, [&](const auto& entry) { return now - entry.second > std::chrono::hours(1); });
        if (said_.emplace(error.message(), now).second) {
            reporter_->problem(error);
        }
    }
    void notice(std::string_view words) override { reporter_->notice(words); }
    void detail(std::string_view words) override { reporter_->detail(words); }
    void progress(std::int64_t done, std::int64_t total) override { reporter_->progress(done, total); }
    bool stop_requested() const override { return reporter_->stop_requested(); }

private:
    using Clock = std::chrono::steady_clock;
    Reporter* reporter_;
    std::map<std::string, Clock::time_point> said_;
};

}  // namespace arc
