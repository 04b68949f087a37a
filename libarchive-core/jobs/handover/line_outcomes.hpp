#pragma once

#include "base/error.hpp"
#include "base/say.hpp"
#include "jobs/reporter.hpp"

#include <optional>
#include <vector>

namespace arc {

// What became of the lines of one verb: bad ones are problems while others are good. When none is good, the run has
// done nothing and ends with a Fault.
class LineOutcomes {
public:
    explicit LineOutcomes(Reporter& reporter) : reporter_(&reporter) {}
    void take(std::optional<Error> error) {
        ++lines_;
        if (error) {
            errors_.push_back(std::move(*error));
        }
    }
    // Says what was wrong. Faults: usage when there was no line at all; the line's own error when it was the only one.
    void tell_and_need_one() {
        if (lines_ == 0) {
            throw Fault(ErrorCode::usage, say("standard input"), say("names nothing"), say("give things one a line"));
        }
        if (lines_ == 1 && errors_.size() == 1) {
            throw Fault(errors_.front());
        }
        for (const Error& error : errors_) {
            reporter_->problem(error);
        }
        if (errors_.size() == lines_) {
            throw Fault(errors_.front().code, say("{} lines", lines_), say("none could be taken; nothing has changed"));
        }
    }

private:
    Reporter* reporter_;
    std::vector<Error> errors_;
    std::size_t lines_ = 0;
};

}  // namespace arc
