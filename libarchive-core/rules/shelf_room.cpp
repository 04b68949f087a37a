#include "rules/shelf_room.hpp"

#include "base/say.hpp"

#include <algorithm>

namespace arc {

std::optional<std::int64_t> ShelfRoom::free() const {
    return capacity ? std::optional(std::max<std::int64_t>(0, *capacity - used)) : std::nullopt;
}

bool holds_things(const Places& rules, const Place& place, bool has_places_below) {
    return rules.holds.empty() ? !has_places_below : std::ranges::count(rules.holds, place.kind) != 0;
}

Result<Done> fits(const ShelfRoom& room, std::int64_t width, const std::string& subject) {
    if (room.most && room.things >= *room.most) {
        return Error{ErrorCode::refused,
                     subject,
                     *room.most == 1 ? say("is taken: it holds one thing")
                                     : say("is full: it holds {} things, which is all it may", room.things),
                     {}};
    }
    if (room.capacity && room.used + width > *room.capacity) {
        return Error{ErrorCode::refused,
                     subject,
                     say("has {} of its {} mm free, {} are needed", *room.free(), *room.capacity, width),
                     {}};
    }
    return Done{};
}

}  // namespace arc
