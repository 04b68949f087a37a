#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/lending/lending_run.hpp"
#include "jobs/record_sink.hpp"
#include "model/duration.hpp"
#include "model/loan.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

struct LoanListing {
    std::optional<LoanState> state;
    std::optional<LoanKind> kind;
    std::string person;
    std::string thing;  // loans of it and of what it lay in
    bool all = false;   // also those that are over
    bool work = false;  // what is to be done before it is shelved again
};
// Loans by number, those that the caller may find. Faults: not_found.
void list_loans(Archive& archive, const Caller& caller, const LoanListing& listing, RecordSink& sink);
// One loan with its papers.
Answer show_loan(Archive& archive, const Caller& caller, const std::string& loan);

struct OverdueRequest {
    std::string person;
    std::optional<Duration> within;  // also what falls due so soon
    std::string step;                // only those whose reminder of this step is due; "" for all
};
// What is late, by person and day, the latest first.
std::vector<Loan> overdue_loans(Archive& archive, const Caller& caller, const OverdueRequest& request);
Answer list_overdue(Archive& archive, const Caller& caller, const OverdueRequest& request);
// The reminders that are due by the profile's steps, a text for each person; each is sent once, and a missed night
// skips none. They count as sent when this is committed.
Answer chase_overdue(FilingRun& run, const OverdueRequest& request);

// What the work list says of lending: things that came back and are not shelved yet, and what is short.
void list_lending_todo(Archive& archive, RecordSink& sink);

// What a person still has, or must make good. Empty: nothing stands in the way of leaving.
struct Clearance {
    Record summary;  // record "clearance"
    std::vector<Record> loans;
    bool clear = true;
};
Clearance clearance_of(Archive& archive, const Caller& caller, const std::string& person);

}  // namespace arc
