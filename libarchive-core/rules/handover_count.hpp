#pragma once

#include "base/result.hpp"
#include "model/handover.hpp"
#include "model/place_rules.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arc {

// Reasons that every archive has beside the profile's: the counts differ; it was not there.
inline constexpr std::string_view mismatch_reason = "mismatch";
inline constexpr std::string_view missing_reason = "missing";

// One line of a count, as typed or scanned: "CODE", "CODE COUNT", "CODE REASON" or "CODE COUNT REASON"; a line
// "CODE=COUNT" is the same as "CODE COUNT".
struct CountLine {
    std::string thing;  // as typed
    std::optional<std::int64_t> count;
    std::string reason;  // the profile's name for it
    bool operator==(const CountLine&) const = default;
};
// `reasons`: those of the profile, found by name or title. Errors: usage (no code, a word that is neither a count nor a
// reason, more than a line has).
Result<CountLine> parse_count_line(std::string_view line, std::span<const Choice> reasons);

// The word of the profile, or one of the two above; "" when it is none.
std::string reason_named(std::string_view word, std::span<const Choice> reasons);

// Whether a thing on a list is counted, and in what: papers are, unless the profile counts documents only; customers,
// tickets and places are only ticked off.
bool is_counted(const HandoverItem& item, CountOf by);
// What the giver declared and what the taker counted, in the profile's measure.
std::optional<std::int64_t> declared(const HandoverItem& item, CountOf by);
std::optional<std::int64_t> received(const HandoverItem& item, CountOf by);
void set_declared(HandoverItem& item, CountOf by, std::int64_t count);

// The line with what the taker found: accepted, rejected with the line's reason, or rejected as mismatch. Errors:
// refused (needs a count and has none), usage (a count for what is not counted).
Result<HandoverItem> judge_received(HandoverItem item, CountOf by, const CountLine& line);
// Once the giver has put the declared count right, what was rejected for its count only is judged again.
HandoverItem judge_again(HandoverItem item, CountOf by);

// The sums of a list: its counted lines in the profile's measure.
struct HandoverTotals {
    std::int64_t things = 0;  // lines that are no part of another
    std::int64_t documents = 0;
    std::int64_t declared = 0;
    std::int64_t received = 0;  // of accepted and of rejected lines that were counted
    std::int64_t waiting = 0;
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;
    bool operator==(const HandoverTotals&) const = default;
};
HandoverTotals totals_of(std::span<const HandoverItem> items, CountOf by);

// May this person sign here, given who has signed? Givers and takers are all different persons, and so are those who
// really signed for them. Signing twice on the same side is no error: `signed_before` says so.
struct SigningAnswer {
    bool signed_before = false;
};
Result<SigningAnswer> may_sign(std::span<const HandoverSignature> there, const HandoverSignature& wanted);

}  // namespace arc
