#pragma once

#include "jobs/archive.hpp"
#include "model/loan.hpp"
#include "model/profile.hpp"
#include "model/value.hpp"
#include "rules/calendar.hpp"
#include "rules/loan_answers.hpp"
#include "rules/loan_terms.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// Which loans a word on the command line may mean.
enum class LoanChoice {
    waiting,
    away,
    open,
    gone,  // lost or settled
    work,  // back, with something to do before it is shelved
};

// "7", "#7" or "loan:7"; nothing for any other word.
std::optional<std::int64_t> loan_number(std::string_view text);
// A loan by its number ("7", "loan:7"), or the only one that fits of a thing ("document:12", a label). Faults:
// not_found, ambiguous, usage.
Loan named_loan(Archive& archive, const std::string& text, LoanChoice choice);

// The terms that were stored with the loan.
LendingTerms stored_terms(const Loan& loan);
// The roles that must still say yes, in their order; "" stands for anybody who may approve.
std::vector<std::string> roles_to_ask(Archive& archive, const Loan& loan);

// What the profile calls a reason in print; "" where it does not know it.
std::string reason_title(const Profile& profile, const std::string& purpose);

// The loan record of arc-records(5). `now` decides what is late; `answers` are those given to whoever asked for it.
Record loan_record(Archive& archive, const Loan& loan, Instant now, const WorkCalendar& calendar,
                   std::span<const LoanAnswer> answers = {});
Record loan_item_record(Archive& archive, const Loan& loan, const LoanItem& item);
// The loan and all that went out with it.
std::vector<Record> whole_loan(Archive& archive, const Loan& loan, Instant now);

// "王强 has it since 2026-01-05, due 2026-01-12 (loan 3)", "asked for by …", "lent to … from … to …": for people.
std::string loan_words(Archive& archive, const Loan& loan);
// loan_words for each loan of the thing, newest first.
List loans_of(Archive& archive, Thing thing);

}  // namespace arc
