#pragma once

#include "catalog/find_query.hpp"
#include "jobs/find/find_things.hpp"

namespace arc {

// What one run of a query has answered so far, against its limit.
class FindAnswer {
public:
    explicit FindAnswer(std::int64_t limit) : limit_(limit) {}
    // Nothing more is wanted; says so in the outcome, as there would be more.
    bool full() {
        const bool reached = limit_ > 0 && outcome_.shown >= limit_;
        outcome_.more = outcome_.more || reached;
        return reached;
    }
    void shown(const FindKey& key) {
        ++outcome_.shown;
        last_ = key;
    }
    void hidden() { ++outcome_.hidden; }
    FindOutcome outcome() const {
        FindOutcome all = outcome_;
        all.next = outcome_.more ? to_text(last_) : std::string();
        return all;
    }

private:
    std::int64_t limit_;
    FindOutcome outcome_;
    FindKey last_;
};

}  // namespace arc
