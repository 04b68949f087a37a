#pragma once

#include "jobs/lending/lending_run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What lies on the desk again.
struct TakeBack {
    std::vector<std::string> things;    // THING, THING=COUNT or "THING COUNT"
    std::optional<std::int64_t> count;  // pages, where a single thing comes back
    std::vector<std::string> missing;   // documents that are not there
    std::string condition;              // as it came back
    std::string work;                   // what is to be done before it is shelved; "" for nothing
};

// Compares what came back with what went out. All there: the loan is over and the thing goes to its place, or to the
// work list. A paper of a lent volume or box may come alone (jobs/lending/part_back.hpp). Something missing: a problem,
// and the loan stays open as short, to be made good at once. Faults: refused (must be counted), not_found, usage.
ManyDone take_back(FilingRun& run, const TakeBack& back);
// One loan, in a run that is under way.
Answer bring_back(LendingRun& run, Loan loan, const TakeBack& back);

// How a return is booked, whole or in part. `part`: the paper that came alone; "" for the loan's thing.
void add_work(Loan& loan, const std::string& what);
void note_added(LendingRun& run, Loan& loan, const std::string& part, std::int64_t added);
void book_condition(LendingRun& run, Loan& loan, const std::string& condition);
void note_condition(LendingRun& run, Loan& loan, const std::string& part, const std::string& condition);
std::string fine_words(const LendingTerms& terms);                // "fine 50-500 CNY, ", or ""
std::string lacking_words(const Loan& loan, std::int64_t lacks);  // "1 page is missing"
Fault must_be_counted(Db& db, Thing thing);
// What is still away is so no more.
void close_items(LendingRun& run, const Loan& loan, const std::string& at);
Answer close_loan(LendingRun& run, Loan loan);
// `missing`: papers that are named as not there; else pages lack by the loan's counts. A problem.
Answer keep_short(LendingRun& run, Loan loan, std::size_t missing);

}  // namespace arc
