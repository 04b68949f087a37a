#include "jobs/shelving/shelves.hpp"

#include "base/text.hpp"
#include "catalog/holding_table.hpp"
#include "catalog/stay_table.hpp"
#include "jobs/shelving/put_away.hpp"

#include <algorithm>

namespace arc {

Shelves::Shelves(Archive& archive) : archive_(&archive) {
    constexpr std::int64_t at_once = 1000;
    PlaceTable places(archive.db());
    for (std::vector<Place> page = places.page(0, at_once); !page.empty();
         page = places.page(page.back().id, at_once)) {
        for (const Place& place : page) {
            below_[place.parent.value_or(0)].push_back(place);
        }
    }
    for (auto& [parent, children] : below_) {
        std::ranges::sort(children, [](const Place& a, const Place& b) { return natural_less(a.code, b.code); });
    }
    walk(0, 0, {});
    fill();
    sum_up();
    for (const PlaceNode& node : nodes_) {
        if (node.holds) {
            state_of_[node.place.id] = states_.size();
            states_.push_back(node.state);
        }
    }
}

void Shelves::walk(std::int64_t parent, std::size_t depth, const ShelfState& above) {
    const auto children = below_.find(parent);
    if (children == below_.end()) {
        return;
    }
    for (const Place& place : children->second) {
        PlaceNode node;
        node.place = place;
        node.depth = depth;
        node.holds = holds_things(archive_->profile().places, place, below_.contains(place.id));
        node.state.id = place.id;
        node.state.code = place.code;
        node.state.parent = parent;
        node.state.zone = place.zone.empty() ? above.zone : place.zone;
        node.state.closed = above.closed || !place.closed.empty();
        node.state.names = above.names;
        node.state.names[place.kind] = {place.code, place.name};
        node.state.room.capacity = place.capacity;
        node.state.room.most = place.most;
        const ShelfState state = node.state;
        node_of_[place.id] = nodes_.size();
        nodes_.push_back(std::move(node));
        walk(place.id, depth + 1, state);
    }
}

void Shelves::fill() {
    StayTable stays(archive_->db());
    for (const Standing& one : stays.standing()) {
        nodes_[node_of_.at(one.place)].state.put(one.position, width_of(one.size));
    }
    for (PlaceNode& node : nodes_) {
        if (node.holds) {
            node.state.last_ever = std::max(node.state.last_ever, stays.last_position_ever(node.place.id));
        }
    }
}

// From the last node to the first, so that every node is complete before it is added to the one above.
void Shelves::sum_up() {
    for (auto node = nodes_.rbegin(); node != nodes_.rend(); ++node) {
        node->things += node->state.room.things;
        node->used += node->state.room.used;
        if (node->holds && node->place.capacity) {
            node->capacity += *node->place.capacity;
            node->free += *node->state.room.free();
        }
        if (node->place.parent) {
            PlaceNode& parent = nodes_[node_of_.at(*node->place.parent)];
            parent.things += node->things;
            parent.capacity += node->capacity;
            parent.free += node->free;
            parent.used += node->used;
        }
    }
}

std::optional<std::size_t> Shelves::state_of(std::int64_t place) const {
    const auto found = state_of_.find(place);
    return found == state_of_.end() ? std::nullopt : std::optional(found->second);
}

void Shelves::take(std::int64_t place, std::int64_t position, std::int64_t width) {
    if (const std::optional<std::size_t> state = state_of(place)) {
        states_[*state].take(position, width);
    }
}

std::string Shelves::path_text(std::int64_t place) const {
    std::vector<std::string> names;
    for (std::int64_t at = place; at != 0;) {
        const PlaceNode& one = node(at);
        names.push_back(one.place.name.empty() ? one.place.code : one.place.name);
        at = one.place.parent.value_or(0);
    }
    std::ranges::reverse(names);
    return join(names, " > ");
}

}  // namespace arc
