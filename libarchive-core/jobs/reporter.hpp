#pragma once

#include "base/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace arc {

// Where a job's words go; jobs print nothing themselves.
class Reporter {
public:
    virtual ~Reporter() = default;
    // One item failed; the run goes on and ends with status 1.
    virtual void problem(const Error& error) = 0;
    // Worth knowing, no failure.
    virtual void notice(std::string_view words) = 0;
    // Only with --verbose.
    virtual void detail(std::string_view words) = 0;
    // How far the work has come; total 0 when nobody knows.
    virtual void progress(std::int64_t done, std::int64_t total) = 0;
    // True once the user asked to stop (SIGINT, SIGTERM): finish the group and return.
    virtual bool stop_requested() const = 0;
};

}  // namespace arc
