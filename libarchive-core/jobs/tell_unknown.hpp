#pragma once

#include "jobs/reporter.hpp"
#include "print/unknown_characters.hpp"

namespace arc {

// Says once, behind the printing, which characters became boxes.
inline void tell_unknown(const UnknownCharacters& unknown, Reporter& reporter) {
    if (!unknown.empty()) {
        reporter.notice(unknown.words());
    }
}

}  // namespace arc
