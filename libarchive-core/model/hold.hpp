#pragma once

#include "model/thing.hpp"

#include <cstdint>
#include <string>

namespace arc {

// 冻结: forbids that the thing, or anything that belongs to it, is destroyed.
struct Hold {
    std::int64_t id = 0;
    Thing subject;
    std::string reason;
    std::string placed;  // instants
    std::int64_t placed_by = 0;
    std::string lifted;  // "" while it is in force
    std::int64_t lifted_by = 0;
    std::string lift_reason;
};

}  // namespace arc
