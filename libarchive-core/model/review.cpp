#include "model/review.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 3> states{"open", "accepted", "rejected"};

}  // namespace

std::string_view to_text(LotState state) {
    return states.at(static_cast<std::size_t>(state));
}

LotState parse_lot_state(std::string_view text) {
    return static_cast<LotState>(std::ranges::find(states, text) - states.begin());
}

}  // namespace arc
