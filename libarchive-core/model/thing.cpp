#include "model/thing.hpp"

#include "base/say.hpp"

#include <array>
#include <charconv>

namespace arc {
namespace {

constexpr std::array<std::string_view, 21> names{
    "customer", "ticket",   "document", "volume", "box",  "place",    "series", "person",  "unit",      "batch", "page",
    "event",    "handover", "review",   "entry",  "hold", "disposal", "loan",   "finding", "stocktake", "sample"};

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

Result<Thing> parse_thing(std::string_view text) {
    const std::size_t colon = text.find(':');
    const Result<ThingKind> kind = parse_thing_kind(text.substr(0, colon));
    const std::string_view digits = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    std::int64_t id = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    if (!kind || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) {
        return Error{ErrorCode::usage, std::string(text), say("names no thing"), {}};
    }
    return Thing{*kind, id};
}

}  // namespace arc
