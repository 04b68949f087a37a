#include "model/loan.hpp"

#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 3> kinds{"loan", "look", "work"};
constexpr std::array<std::string_view, loan_states> states{"requested", "approved", "denied", "cancelled", "out",
                                                           "recalled",  "short",    "lost",   "settled",   "returned"};
constexpr std::array<std::string_view, 3> counts{"none", "sides", "sheets"};

template <class Enum, std::size_t N>
std::optional<Enum> parsed(const std::array<std::string_view, N>& words, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (words[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_text(LoanKind kind) {
    return kinds.at(static_cast<std::size_t>(kind));
}
std::string_view to_text(LoanState state) {
    return states.at(static_cast<std::size_t>(state));
}
std::string_view to_text(LoanCount count) {
    return counts.at(static_cast<std::size_t>(count));
}

std::optional<LoanKind> parse_loan_kind(std::string_view text) {
    return parsed<LoanKind>(kinds, text);
}
std::optional<LoanState> parse_loan_state(std::string_view text) {
    return parsed<LoanState>(states, text);
}
std::optional<LoanCount> parse_loan_count(std::string_view text) {
    return parsed<LoanCount>(counts, text);
}

bool is_away(LoanState state) {
    return state == LoanState::out || state == LoanState::recalled || state == LoanState::short_of ||
           state == LoanState::lost;
}

bool is_waiting(LoanState state) {
    return state == LoanState::requested || state == LoanState::approved;
}

}  // namespace arc
