#pragma once

#include "jobs/archive.hpp"
#include "model/loan.hpp"
#include "model/thing.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// Where lent paper is, seen from any box, volume or document. Nothing of this is stored: it comes from the open loans.

// The thing, and the volume and box it lies in.
std::vector<Thing> with_holders(Archive& archive, Thing thing);
// The loan with which the thing is away: lent itself, inside what was lent, or with a part of it lent.
std::optional<Loan> away_loan(Archive& archive, Thing thing);
// The loan with which it is elsewhere: lent itself, or inside what was lent. A box with one paper out still stands
// where it stands.
std::optional<Loan> elsewhere_with(Archive& archive, Thing thing);
// The requests for the thing, for what it lies in and for what lies in it, in the order of asking.
std::vector<Loan> waiting_loans(Archive& archive, Thing thing);
// Whether two things cannot both be lent: the same, or one inside the other.
bool overlap(Archive& archive, Thing one, Thing other);

// "is out with 王强 until 2026-01-12 (loan 3)", "volume:2026-00001 is out with …" where the loan is of another thing.
std::string away_words(Archive& archive, const Loan& loan, Thing asked);
// The same for the thing; "came back alone, volume:… is out with …"; "" while neither it nor what it lies in is away.
std::string away_text(Archive& archive, Thing thing);
// Error (refused) with these words while it is elsewhere: what everybody asks who moves, hands over or destroys paper.
std::optional<Error> away_error(Archive& archive, Thing thing);

// The day of an instant in the archive's zone; "" for "".
std::string local_day(const Archive& archive, const std::string& instant);

}  // namespace arc
