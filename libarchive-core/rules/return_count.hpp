#pragma once

#include "model/loan.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace arc {

// What somebody says of what lies on the desk again.
struct BroughtBack {
    std::optional<std::int64_t> count;  // pages or sheets now in hand; of a short loan: of the rest that came
    std::size_t missing = 0;            // documents named as not there
};

enum class ReturnOutcome {
    whole,
    short_of,
    more,         // more came back than went out
    needs_count,  // it must be counted, and was not
    uncounted,    // nobody counted it when it went out: taken as it is
};

struct ReturnCount {
    ReturnOutcome outcome = ReturnOutcome::whole;
    std::int64_t back = 0;   // in all, once this is booked
    std::int64_t lacks = 0;  // pages or sheets
    std::int64_t added = 0;
};

// Compares what came back with what went out. `compare`: the profile wants a count wherever there is one to compare
// with. Without it, and without a count, what is not named as missing counts as whole.
ReturnCount compare_return(const Loan& loan, const BroughtBack& brought, bool compare);

// A paper of a lent volume or box comes back before the rest. `expected`: what of it is still out; nothing where it was
// not counted by itself. `back` is what counts for the loan: pages that were added make up for no other paper's.
ReturnCount compare_part(std::optional<std::int64_t> expected, std::optional<std::int64_t> count, bool compare);
// What of a paper is still out, in the loan's count; nothing where it was not counted by itself.
std::optional<std::int64_t> still_out(const LoanItem& item, LoanCount counted);
// Nothing of the loan came back but papers alone.
bool rest_is_out(const Loan& loan, std::span<const LoanItem> items);

// In what a loan's papers can be counted, and how many: sides where all of them have a count of sides, else sheets
// where all have that, else not at all.
struct CountOut {
    LoanCount counted = LoanCount::none;
    std::optional<std::int64_t> count;
};
CountOut count_of(std::span<const LoanItem> items);

}  // namespace arc
