#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "model/loan.hpp"
#include "model/organisation.hpp"
#include "model/verb.hpp"
#include "rules/loan_answers.hpp"
#include "rules/loan_terms.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What somebody wants of one thing.
struct LoanWish {
    LoanKind kind = LoanKind::loan;
    Thing thing;
    Person person;
    std::string purpose;
};

// The documents that go out with a thing, in order: those whose paper is here.
std::vector<std::int64_t> papers_in(Archive& archive, Thing thing);
// The terms that the profile gives for it now, the reason named as the profile names it (`wish.purpose` is put right).
AppliedTerms applied_terms(Archive& archive, LoanWish& wish);
// What speaks for and against it. `due`: when it would be back, for reservations; `of_loan`: the request itself.
LoanFacts loan_facts(Archive& archive, const LoanWish& wish, const AppliedTerms& applied, Instant now,
                     std::optional<Instant> due, std::int64_t of_loan);
// Pages on file of the thing's documents.
std::int64_t scanned_pages(Archive& archive, Thing thing);
// The customers whose papers these are, without those whose consent holds for the person on that day.
std::vector<std::int64_t> customers_without_consent(Archive& archive, Thing thing, std::int64_t person, Day today);

// The caller may do this to all papers of the thing (Fault as require_right).
void require_paper_right(Archive& archive, const Caller& caller, Verb verb, Thing thing);

}  // namespace arc
