#pragma once

#include "jobs/lending/lending_run.hpp"
#include "jobs/lending/take_back.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// What went out inside a lent volume or box, seen from one document or volume of it.
struct LoanPart {
    Thing thing;
    Loan loan;
    std::vector<LoanItem> items;  // those of it that are still away
};

// The same for what was typed; nothing for a loan's number or what names no single thing.
std::optional<LoanPart> named_part(Archive& archive, const std::string& text);
// Nothing where the thing itself is lent, or did not go out with what it lies in. Without items it came back alone
// already, and the rest is still away.
std::optional<LoanPart> part_of_loan(Archive& archive, Thing thing);

// Takes back a part alone: it is in its place again and can be lent to others, the loan goes on with the rest and is
// over with the last. Fewer pages than went out: a problem, and the paper stays away with the loan until all of them
// are there; of several papers at once a refusal. The loan's record and those of the papers that came.
Answer bring_part_back(LendingRun& run, LoanPart part, const TakeBack& back);

}  // namespace arc
