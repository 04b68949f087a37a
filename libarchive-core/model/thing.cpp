#include "model/thing.hpp"

#include "base/say.hpp"

#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 12> names{"customer", "ticket", "document", "volume", "box",  "place",
                                                 "series",   "person", "unit",     "batch",  "page", "event"};

}  // namespace

std::string_view to_text(ThingKind kind) {
    return names[static_cast<std::size_t>(kind)];
}

Result<ThingKind> parse_thing_kind(std::string_view text) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == text) {
            return static_cast<ThingKind>(i);
        }
    }
    return Error{ErrorCode::usage, std::string(text), say("no kind of thing has this name"), {}};
}

std::string to_text(Thing thing) {
    return fmt::format("{}:{}", to_text(thing.kind), thing.id);
}

}  // namespace arc
