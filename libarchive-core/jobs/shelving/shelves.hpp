#pragma once

#include "jobs/archive.hpp"
#include "model/holding.hpp"
#include "model/thing.hpp"
#include "rules/shelf_choice.hpp"

#include <map>
#include <optional>
#include <vector>

namespace arc {

// A node of the tree of places with what stands there and below.
struct PlaceNode {
    Place place;
    std::size_t depth = 0;
    bool holds = false;  // things may stand here
    ShelfState state;    // its own room; for others its zone and names only
    // Of it and all below it: millimetres of the places that are measured and hold things, what is free of them, what
    // all things take, and how many these are.
    std::int64_t capacity = 0;
    std::int64_t free = 0;
    std::int64_t used = 0;
    std::int64_t things = 0;
};

// The tree of places and how full they are, read once and then kept in step by the run itself.
class Shelves {
public:
    explicit Shelves(Archive& archive);

    // In the order in which people walk: each place before those below it, neighbours by code (R2 before R10).
    const std::vector<PlaceNode>& nodes() const { return nodes_; }
    // The states of the places that hold things, in the same order; what a choice chooses from.
    const std::vector<ShelfState>& states() const { return states_; }
    // Index into states(); nothing for a place that holds nothing.
    std::optional<std::size_t> state_of(std::int64_t place) const;
    const PlaceNode& node(std::int64_t place) const { return nodes_[node_of_.at(place)]; }
    void put(std::size_t state, std::int64_t position, std::int64_t width) { states_[state].put(position, width); }
    void take(std::int64_t place, std::int64_t position, std::int64_t width);
    // "一号库房 > 三号柜 > 2层"
    std::string path_text(std::int64_t place) const;

private:
    void walk(std::int64_t parent, std::size_t depth, const ShelfState& above);
    void fill();
    void sum_up();

    Archive* archive_;
    std::map<std::int64_t, std::vector<Place>> below_;  // by parent; 0: none
    std::vector<PlaceNode> nodes_;
    std::map<std::int64_t, std::size_t> node_of_;
    std::vector<ShelfState> states_;
    std::map<std::int64_t, std::size_t> state_of_;
};

}  // namespace arc
