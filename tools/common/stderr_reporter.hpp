#pragma once

#include "jobs/reporter.hpp"

#include <chrono>
#include <string>

namespace arc {

// Problems and notices one line each on standard error; a progress bar there when it is a terminal and the work takes
// over a second.
class StderrReporter final : public Reporter {
public:
    StderrReporter(std::string tool, bool quiet, bool verbose);
    ~StderrReporter() override;
    void problem(const Error& error) override;
    void notice(std::string_view words) override;
    void detail(std::string_view words) override;
    void progress(std::int64_t done, std::int64_t total) override;
    bool stop_requested() const override;

    // Only to a person at a terminal, who might otherwise wonder; a script hears nothing.
    void remark(std::string_view words);
    std::int64_t problems() const { return problems_; }
    // Takes the progress bar away.
    void finish();

private:
    void line(std::string_view words);
    std::string tool_;
    bool quiet_;
    bool verbose_;
    bool bar_allowed_;
    bool bar_shown_ = false;
    std::int64_t problems_ = 0;
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point drawn_;
};

}  // namespace arc
