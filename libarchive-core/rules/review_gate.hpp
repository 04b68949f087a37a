#pragma once

#include "model/profile.hpp"
#include "model/review.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// How a document stands at a quality gate (三道关: own, collector, spot).
enum class GateStanding {
    passed,
    waits,    // nobody has passed it as it is now
    failed,   // a failure is not made good
    mended,   // made good; it must pass again
    undrawn,  // the gate looks at a sample, and no lot with the document was drawn
    in_lot,   // its lot's sample is not looked at to the end
};
std::string_view to_text(GateStanding standing);

// What is on record of one document at one gate.
struct GateFacts {
    std::span<const Review> reviews;   // by id
    std::optional<LotState> lot;       // of the last lot that holds the document
    bool sampled = false;              // it is in that lot's sample
    std::string_view pages_changed{};  // instant when pages last came or went other than to mend a failure; or ""
};

// A pass is of the document as it was looked at: what fails later, and pages that come or go later, undo it. Where the
// gate looks at all documents (share 100) each must pass; where it looks at a sample, an accepted lot passes what did
// not fail, and in a refused lot each document must pass by itself.
GateStanding standing_at(const ReviewGate& gate, const GateFacts& facts);
bool looks_at_all(const ReviewGate& gate);

// The gate of that name, or null.
const ReviewGate* review_gate(const Profile& profile, std::string_view name);
// At this gate people check their own work; at all others the reviewer is somebody else.
bool is_own_check(const ReviewGate& gate);

// Failures so far among the sample, and how many of it were looked at: what becomes of the lot.
LotState judge_lot(const ReviewLot& lot, std::int64_t looked_at, std::int64_t failed);

}  // namespace arc
