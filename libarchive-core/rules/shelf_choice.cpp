#include "rules/shelf_choice.hpp"

#include "base/say.hpp"
#include "base/shell_word.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <optional>

namespace arc {
namespace {

bool is_called(const ShelfState& shelf, const std::string& level, const std::string& name) {
    const auto names = shelf.names.find(level);
    return names != shelf.names.end() && std::ranges::count(names->second, name) != 0;
}

// What the shelves that were passed over had against the thing.
class Objections {
public:
    void count(const ShelfState& shelf, const ShelfWish& wish, const Places& rules) {
        if (!rules.zones.empty() && shelf.zone != wish.zone) {
            return;
        }
        ++in_zone_;
        for (const auto& [level, name] : wish.levels) {
            if (!is_called(shelf, level, name)) {
                return;
            }
            met_.insert(level);
        }
        ++(shelf.closed ? closed_ : full_);
    }

    Error error(const ShelfWish& wish, const Places& rules) const {
        const std::string subject = rules.zones.empty() ? say("places")
                                    : wish.zone.empty() ? say("zone")
                                                        : say("zone {}", wish.zone);
        if (in_zone_ == 0) {
            return {ErrorCode::refused, subject,
                    wish.zone.empty() && !rules.zones.empty() ? say("its state asks for none, and every place has one")
                                                              : say("has no place for things"),
                    wish.zone.empty() ? say("scan the place, or give it with --at")
                                      : say("add one with arc-file place add --zone {}", shell_word(wish.zone))};
        }
        for (const auto& [level, name] : wish.levels) {
            if (!met_.contains(level)) {
                return {ErrorCode::refused, subject, say("no {} in it is called {}", level, name),
                        say("add it with arc-file place add --kind {}", shell_word(level))};
            }
        }
        return {ErrorCode::refused, subject,
                say("no place has {} mm free ({} full, {} closed)", wish.width, full_, closed_),
                say("add a place, or make room")};
    }

private:
    std::int64_t in_zone_ = 0;
    std::int64_t full_ = 0;
    std::int64_t closed_ = 0;
    std::set<std::string> met_;
};

}  // namespace

std::int64_t ShelfState::first_free(bool reuse_freed) const {
    if (!reuse_freed) {
        return last_ever + 1;
    }
    std::int64_t position = 1;
    for (const std::int64_t one : taken) {
        if (one != position) {
            break;
        }
        ++position;
    }
    return position;
}

void ShelfState::put(std::int64_t position, std::int64_t width) {
    std::int64_t gap = position;
    while (taken.contains(gap)) {
        ++gap;
    }
    taken.insert(gap);
    last_ever = std::max(last_ever, gap);
    room.used += width;
    ++room.things;
}

void ShelfState::take(std::int64_t position, std::int64_t width) {
    taken.erase(position);
    room.used -= width;
    --room.things;
}

Result<Done> belongs_at(const ShelfState& shelf, const ShelfWish& wish, const Places& rules) {
    if (!rules.zones.empty() && shelf.zone != wish.zone) {
        return Error{ErrorCode::refused, "place:" + shelf.code,
                     shelf.zone.empty() ? say("is in no zone, the thing belongs to {}", wish.zone)
                     : wish.zone.empty()
                         ? say("is in zone {}, and nothing says that the thing belongs there", shelf.zone)
                         : say("is in zone {}, the thing belongs to {}", shelf.zone, wish.zone),
                     say("say with --reason why it stands there all the same")};
    }
    for (const auto& [level, name] : wish.levels) {
        if (!is_called(shelf, level, name)) {
            return Error{ErrorCode::refused, "place:" + shelf.code,
                         say("is not in {} {}, where the thing belongs", level, name),
                         say("say with --reason why it stands there all the same")};
        }
    }
    return Done{};
}

Result<ShelfChoice> choose_shelf(std::span<const ShelfState> shelves, const ShelfWish& wish, const Places& rules) {
    std::optional<std::size_t> first;
    std::optional<std::size_t> freed;
    std::optional<std::size_t> next_to;
    std::set<std::int64_t> near;
    for (const ShelfState& shelf : shelves) {
        if (wish.beside.contains(shelf.id) && shelf.parent != 0) {
            near.insert(shelf.parent);
        }
    }
    Objections objections;
    for (std::size_t i = 0; i < shelves.size(); ++i) {
        const ShelfState& shelf = shelves[i];
        if (shelf.closed || !belongs_at(shelf, wish, rules) || !fits(shelf.room, wish.width, shelf.code)) {
            objections.count(shelf, wish, rules);
            continue;
        }
        if (const auto beside = wish.beside.find(shelf.id); beside != wish.beside.end()) {
            return ShelfChoice{i, beside->second + 1, say("beside what belongs together")};
        }
        next_to = !next_to && near.contains(shelf.parent) ? std::optional(i) : next_to;
        freed = !freed && rules.reuse_freed && shelf.has_freed() ? std::optional(i) : freed;
        first = first ? first : std::optional(i);
    }
    const auto choice = [&](std::size_t i, std::string why) {
        return ShelfChoice{i, shelves[i].first_free(rules.reuse_freed), std::move(why)};
    };
    if (next_to) {
        return choice(*next_to, say("near what belongs together"));
    }
    if (freed) {
        return choice(*freed, say("a freed position"));
    }
    if (first) {
        return choice(*first, say("the next free position"));
    }
    return objections.error(wish, rules);
}

}  // namespace arc
