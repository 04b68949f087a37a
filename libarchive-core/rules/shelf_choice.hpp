#pragma once

#include "base/result.hpp"
#include "model/place_rules.hpp"
#include "rules/shelf_room.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace arc {

// A place that things stand at, as a choice sees it.
struct ShelfState {
    std::int64_t id = 0;
    std::string code;
    std::int64_t parent = 0;  // 0: none
    std::string zone;         // its own, else that of the nearest place above
    bool closed = false;      // it, or a place above
    // Of each level on the way to it: what the node may be called, code and name.
    std::map<std::string, std::vector<std::string>> names;
    ShelfRoom room;
    std::set<std::int64_t> taken;  // positions
    std::int64_t last_ever = 0;    // the greatest position that was ever used

    // A position that something stood at, and nothing does now.
    bool has_freed() const { return static_cast<std::int64_t>(taken.size()) < last_ever; }
    std::int64_t first_free(bool reuse_freed) const;
    // As after putting something there: what stands at the position and behind it moves one to the right.
    void put(std::int64_t position, std::int64_t width);
    void take(std::int64_t position, std::int64_t width);
};

// What a thing asks of its place.
struct ShelfWish {
    std::string zone;                           // "": only places without one
    std::map<std::string, std::string> levels;  // level of the tree -> what its node must be called
    std::int64_t width = 0;
    std::map<std::int64_t, std::int64_t> beside;  // place -> greatest position of what must stand together with it
};

struct ShelfChoice {
    std::size_t shelf = 0;  // index
    std::int64_t position = 0;
    std::string why;  // "beside what belongs together", "a freed position", "the next free position"
};

// Why a thing does not belong at a place, full or not: another zone, under another node.
Result<Done> belongs_at(const ShelfState& shelf, const ShelfWish& wish, const Places& rules);

// The place for a thing, of shelves in the order in which people walk along them. In this order: beside what must stand
// together with it; the shelves next to that; a position that became free (顶号换空间), where the profile reuses them;
// the first place with room. Nothing is ever reserved. Error (refused): what is in the way.
Result<ShelfChoice> choose_shelf(std::span<const ShelfState> shelves, const ShelfWish& wish, const Places& rules);

}  // namespace arc
