#pragma once

#include "model/keeping_rules.hpp"
#include "model/value.hpp"
#include "rules/condition.hpp"

#include <span>
#include <string>
#include <vector>

namespace arc {

// The terms on which one thing is lent, and which rule of the profile said so: "lending", "lending.rules[2]".
struct AppliedTerms {
    LendingTerms terms;
    std::string rule;
};

// How much a condition asks: the clauses of the alternative that holds (of several, of the longest). 0: always holds,
// -1: does not hold.
int specificity(const Condition& condition, const FieldLookup& look_up);

// Of the rules that hold, the one that asks most; of equals the one that stands first; without any the profile's own
// terms. `look_ups`: the thing's and the borrower's fields, once for each role of the borrower.
AppliedTerms terms_for(const Lending& lending, std::span<const FieldLookup> look_ups);

// What holds for a volume or box whose papers have different terms: whatever is strictest. Lent only if all are; the
// reasons that all allow; everybody who must approve for any; the shortest limit, the fewest renewals. Needs one at
// least.
AppliedTerms strictest_of(std::span<const AppliedTerms> all);

// The terms as they are stored with the loan, and read again.
Object terms_value(const LendingTerms& terms);
LendingTerms read_terms(const Value& stored);

// "3 renewals of 7d, read in the room, approved by leader": for people.
std::string terms_words(const LendingTerms& terms);

}  // namespace arc
