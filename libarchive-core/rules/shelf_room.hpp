#pragma once

#include "base/result.hpp"
#include "model/holding.hpp"
#include "model/place_rules.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// How full a place or box is.
struct ShelfRoom {
    std::optional<std::int64_t> capacity;  // millimetres; not measured where there is none
    std::optional<std::int64_t> most;      // things; no limit where there is none
    std::int64_t used = 0;                 // millimetres
    std::int64_t things = 0;

    // Nothing where it is not measured; never below 0.
    std::optional<std::int64_t> free() const;
};

// Whether things stand at this place itself: at the levels that the profile names, else where no place is below it.
bool holds_things(const Places& rules, const Place& place, bool has_places_below);

// Whether one more thing of this width goes in; the words say what is in the way: "has 12 of its 900 mm free, 30 are
// needed", "holds 1 thing, which is all it may".
Result<Done> fits(const ShelfRoom& room, std::int64_t width, const std::string& subject);

}  // namespace arc
