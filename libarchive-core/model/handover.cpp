#include "model/handover.hpp"

#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 3> kinds{"delivery", "keeper", "leaver"};
constexpr std::array<std::string_view, 4> states{"open", "given", "taken", "withdrawn"};
constexpr std::array<std::string_view, 4> outcomes{"waiting", "accepted", "rejected", "withdrawn"};

template <class Enum, std::size_t count>
std::optional<Enum> parse(const std::array<std::string_view, count>& words, std::string_view text) {
    for (std::size_t i = 0; i < count; ++i) {
        if (words[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_text(HandoverKind kind) {
    return kinds.at(static_cast<std::size_t>(kind));
}

std::string_view to_text(HandoverState state) {
    return states.at(static_cast<std::size_t>(state));
}

std::string_view to_text(ItemOutcome outcome) {
    return outcomes.at(static_cast<std::size_t>(outcome));
}

std::string_view to_text(HandoverSide side) {
    return side == HandoverSide::giver ? "giver" : "taker";
}

std::optional<HandoverKind> parse_handover_kind(std::string_view text) {
    return parse<HandoverKind>(kinds, text);
}

std::optional<HandoverState> parse_handover_state(std::string_view text) {
    return parse<HandoverState>(states, text);
}

std::optional<ItemOutcome> parse_item_outcome(std::string_view text) {
    return parse<ItemOutcome>(outcomes, text);
}

}  // namespace arc
