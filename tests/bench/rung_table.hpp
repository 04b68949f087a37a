#pragma once

#include "barcode/attempt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace arc::bench {

// What the rungs of the barcode ladder did over many pages.
struct RungFigures {
    int attempts = 0;
    double ms = 0;  // of processor time, all attempts together
    int first = 0;  // codes that it was the first to see
    int wrong = 0;  // the same, of codes that are not there
};

class RungTable {
public:
    // For CodeRequest::watch.
    void watch(const std::string& attempt, bool begins) {
        if (begins) {
            begun_ = cpu_ms();
            return;
        }
        RungFigures& figures = rungs_[attempt];
        figures.attempts += 1;
        figures.ms += cpu_ms() - begun_;
    }
    RungFigures& operator[](const std::string& attempt) { return rungs_[attempt]; }
    const std::map<std::string, RungFigures>& all() const { return rungs_; }

    // A line a rung, from the first climbed to the last: RUNG, attempt, attempts, ms, first, wrong.
    void print() const {
        for (const std::string prefix : {"", "wide-", "page-"}) {
            std::set<std::string> told;
            for (const Rung& rung : rungs()) {
                const auto found = rungs_.find(prefix + std::string(rung.name));
                if (found != rungs_.end() && told.insert(found->first).second) {
                    const RungFigures& is = found->second;
                    fmt::print("RUNG\t{}\t{}\t{:.2f}\t{}\t{}\n", found->first, is.attempts, is.ms, is.first, is.wrong);
                }
            }
        }
    }

private:
    static double cpu_ms() {
        timespec now{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
    }

    std::map<std::string, RungFigures> rungs_;
    double begun_ = 0;
};

}  // namespace arc::bench
