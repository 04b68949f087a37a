#pragma once

#include "model/thing.hpp"

#include <cstdint>
#include <string>

namespace arc {

// One scan of a label at a step of the profile: the paper has gone through it.
struct StepScan {
    std::int64_t id = 0;
    Thing thing;  // a document, ticket, volume or box
    std::string step;
    std::int64_t person = 0;
    std::string at;  // instant
};

}  // namespace arc
