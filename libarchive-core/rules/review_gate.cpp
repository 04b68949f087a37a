#include "rules/review_gate.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::array<std::string_view, 6> standings{"passed", "waits", "failed", "mended", "undrawn", "in-lot"};

bool is_unmended(const Review& review) {
    return !review.passed && review.mended.empty();
}

// The last word is a pass, and the pages are still those that passed.
bool has_passed(const GateFacts& facts) {
    return !facts.reviews.empty() && facts.reviews.back().passed && facts.reviews.back().at >= facts.pages_changed;
}

GateStanding standing_in_lot(const GateFacts& facts) {
    if (!facts.lot) {
        return GateStanding::undrawn;
    }
    switch (*facts.lot) {
        case LotState::accepted:
            return GateStanding::passed;
        case LotState::rejected:
            return GateStanding::waits;
        case LotState::open:
            break;
    }
    return facts.sampled ? GateStanding::waits : GateStanding::in_lot;
}

}  // namespace

std::string_view to_text(GateStanding standing) {
    return standings.at(static_cast<std::size_t>(standing));
}

GateStanding standing_at(const ReviewGate& gate, const GateFacts& facts) {
    if (std::ranges::any_of(facts.reviews, is_unmended)) {
        return GateStanding::failed;
    }
    if (has_passed(facts)) {
        const bool lot_waits = !looks_at_all(gate) && facts.sampled && facts.lot == LotState::open;
        return lot_waits ? GateStanding::in_lot : GateStanding::passed;
    }
    if (!facts.reviews.empty() && !facts.reviews.back().passed) {
        return GateStanding::mended;
    }
    return looks_at_all(gate) ? GateStanding::waits : standing_in_lot(facts);
}

bool looks_at_all(const ReviewGate& gate) {
    constexpr double all = 100;
    return gate.share >= all;
}

const ReviewGate* review_gate(const Profile& profile, std::string_view name) {
    const auto found = std::ranges::find(profile.reviews, name, &ReviewGate::name);
    return found == profile.reviews.end() ? nullptr : &*found;
}

bool is_own_check(const ReviewGate& gate) {
    return gate.name == "own";
}

LotState judge_lot(const ReviewLot& lot, std::int64_t looked_at, std::int64_t failed) {
    if (failed >= lot.reject) {
        return LotState::rejected;
    }
    return looked_at >= lot.sample ? LotState::accepted : LotState::open;
}

}  // namespace arc
