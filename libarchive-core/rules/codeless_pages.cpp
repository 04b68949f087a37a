#include "rules/codeless_pages.hpp"

#include <cassert>

namespace arc {

void CodelessPages::restart() {
    since_ = 0;
    if (!waiting_.empty()) {
        waiting_.back().is_last = true;
    }
}

void CodelessPages::start_batch() {
    restart();
}

void CodelessPages::put(bool has_code) {
    if (has_code) {
        restart();
    } else {
        ++since_;
    }
}

void CodelessPages::put_waiting(bool whole) {
    if (whole) {
        restart();
    }
    waiting_.push_back({whole ? 0 : since_ + 1, false});
    since_ = 0;
}

void CodelessPages::answer(bool has_code) {
    assert(!waiting_.empty());
    const Waiting page = waiting_.front();
    waiting_.pop_front();
    if (!has_code && !page.is_last) {
        (waiting_.empty() ? since_ : waiting_.front().codeless) += page.codeless;
    }
}

}  // namespace arc
