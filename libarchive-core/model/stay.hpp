#pragma once

#include "model/thing.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace arc {

// A box, volume or document that stood at a place from one instant to another.
struct Stay {
    std::int64_t id = 0;
    Thing thing;
    std::int64_t place = 0;
    std::int64_t position = 0;  // from the left, 1 first
    std::string since;          // instant
    std::string until;          // instant; "": it stands there now
    std::string reason;         // why it left
};

// What is known of how thick a thing is.
struct ThingSize {
    Thing thing;
    std::optional<std::int64_t> width;  // millimetres, as somebody said
    std::int64_t sheets = 0;            // of its documents: declared, else half the declared sides, else imaged sides
};

// 备考: what the remark sheet of a volume or box must say of what was done to it after it was bound.
struct Remark {
    std::int64_t id = 0;
    Thing thing;
    std::string at;    // instant
    std::string by;    // account
    std::string kind;  // bound, added, removed, reopened, destroyed, other
    std::string text;
};

}  // namespace arc
