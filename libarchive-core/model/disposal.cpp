#include "model/disposal.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 5> states{"proposed", "approved", "refused", "executed", "withdrawn"};
constexpr std::array<std::string_view, 4> parts{"proposer", "appraiser", "approver", "supervisor"};

template <class Kind, std::size_t count>
Kind read(const std::array<std::string_view, count>& words, std::string_view text) {
    const auto found = std::ranges::find(words, text);
    return static_cast<Kind>(found == words.end() ? 0 : found - words.begin());
}

}  // namespace

std::string_view to_text(DisposalState state) {
    return states.at(static_cast<std::size_t>(state));
}
DisposalState parse_disposal_state(std::string_view text) {
    return read<DisposalState>(states, text);
}
std::string_view to_text(DisposalPart part) {
    return parts.at(static_cast<std::size_t>(part));
}
DisposalPart parse_disposal_part(std::string_view text) {
    return read<DisposalPart>(parts, text);
}

}  // namespace arc
