#include "tools/common/stderr_reporter.hpp"

#include "base/say.hpp"
#include "tools/common/signals.hpp"

#include <fmt/format.h>

#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace arc {
namespace {

using std::chrono::steady_clock;
constexpr int bar_width = 30;

bool is_terminal() {
    const char* term = std::getenv("TERM");
    return isatty(STDERR_FILENO) != 0 && term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace

StderrReporter::StderrReporter(std::string tool, bool quiet, bool verbose)
    : tool_(std::move(tool)),
      quiet_(quiet),
      verbose_(verbose),
      bar_allowed_(!quiet && is_terminal()),
      started_(steady_clock::now()),
      drawn_(started_) {
}

StderrReporter::~StderrReporter() {
    finish();
}

void StderrReporter::line(std::string_view words) {
    finish();
    fmt::print(stderr, "{}: {}\n", tool_, words);
}

void StderrReporter::problem(const Error& error) {
    ++problems_;
    line(error.message());
}

void StderrReporter::notice(std::string_view words) {
    if (!quiet_) {
        line(words);
    }
}

void StderrReporter::remark(std::string_view words) {
    if (bar_allowed_) {
        line(words);
    }
}

void StderrReporter::detail(std::string_view words) {
    if (verbose_) {
        line(words);
    }
}

void StderrReporter::progress(std::int64_t done, std::int64_t total) {
    using namespace std::chrono_literals;
    const auto now = steady_clock::now();
    if (!bar_allowed_ || now - started_ < 1s || now - drawn_ < 100ms) {
        return;
    }
    drawn_ = now;
    bar_shown_ = true;
    const double seconds = std::chrono::duration<double>(now - started_).count();
    const double rate = static_cast<double>(done) / seconds;
    if (total <= 0) {
        fmt::print(stderr, "\r\x1b[K{} {} done, {:.0f}/s", tool_, done, rate);
        return;
    }
    const auto filled =
        static_cast<int>(static_cast<double>(std::min(done, total)) / static_cast<double>(total) * bar_width);
    const double left = rate > 0 ? static_cast<double>(total - done) / rate : 0;
    fmt::print(stderr, "\r\x1b[K{} [{:#<{}}{:.<{}}] {}/{}, {:.0f}/s, {:.0f} s left", tool_, "", filled, "",
               bar_width - filled, done, total, rate, left);
}

bool StderrReporter::stop_requested() const {
    return stop_was_requested();
}

void StderrReporter::finish() {
    if (bar_shown_) {
        fmt::print(stderr, "\r\x1b[K");
        bar_shown_ = false;
    }
}

}  // namespace arc
