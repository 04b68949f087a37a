#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/lending/loan_facts.hpp"
#include "jobs/shelving/shelve_verbs.hpp"
#include "model/loan.hpp"
#include "rules/calendar.hpp"
#include "rules/loan_answers.hpp"
#include "rules/loan_state.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What the verbs of lending share: the change, whether what needs a confirmation was confirmed, and the calendar.
struct LendingRun {
    FilingRun& filing;
    bool confirmed = false;     // --yes
    std::optional<Instant> at;  // when it really happened (offline lists); else now
    WorkCalendar calendar;
    List overruled;  // what was confirmed, for the event

    explicit LendingRun(FilingRun& run, bool yes = false);
    Archive& archive() const { return filing.archive(); }
    Db& db() const { return filing.db(); }
    Instant now() const { return at.value_or(filing.change.now()); }
    Day today() const { return archive().zone().day_at(now()); }
};

// A verb of lending from its texts to its answer; what was confirmed on the way stands in the event.
ManyDone lend(FilingRun& run, bool yes, const std::function<ManyDone(LendingRun&)>& work);
// Does the work for each text: what is refused is a problem and the rest go on. With a single text its Fault goes
// through.
ManyDone for_each_text(LendingRun& run, const std::vector<std::string>& texts,
                       const std::function<Answer(const std::string&)>& work);

// What an act does to the loan. `repeats` gives false and a notice. Fault (refused) with why it is impossible.
bool may_step(LendingRun& run, const Loan& loan, LoanAct act);
// Fault (refused) for what is impossible, or needs a confirmation and has none; notices are told.
void weigh(LendingRun& run, const std::string& subject, const std::vector<LoanAnswer>& answers);
// Writes the loan, tells the event what it is about, and gives its record.
Answer keep(LendingRun& run, const Loan& loan, const std::vector<LoanAnswer>& answers = {});
// "loan 3 (document:7)"
std::string name_of(LendingRun& run, const Loan& loan);

}  // namespace arc
