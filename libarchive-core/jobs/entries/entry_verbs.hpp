#pragma once

#include "jobs/filing/filing_run.hpp"

#include <string>
#include <vector>

namespace arc {

// Dated records about things (记事, arc-file(1)). Texts are as people typed them; Faults say what is wrong, and then
// nothing has changed. The answer is the entries.

struct EntryRequest {
    std::string kind;
    std::string subject;
    std::vector<std::string> fields;  // "name=value", of the kind
    std::string due;                  // days, or ""
    std::string done;
    std::string result;
    std::string person;                 // whose task it is, or who did it; "" for the responsible, else the caller
    std::vector<std::string> pictures;  // pages
    bool again = false;                 // also when the same was entered today
};
// Enters what was done (today unless told) or, with `due` and neither `done` nor a result, what is to be done. A kind
// that is due so long after it is entered gets that day. The same words again give the entry that is there: on one day,
// or for the same `done` on any. Another person's result of that day is a problem, and nothing is entered.
Answer add_entry(FilingRun& run, const EntryRequest& request);
// Closes one that is to do. Done already, the same words give it again; others are refused.
Answer finish_entry(FilingRun& run, std::int64_t id, const EntryRequest& request);
// A new entry in place of a wrong one, with the caller's reason; what is not said anew is taken over. Both stay. The
// same words again give the entry that is there.
Answer correct_entry(FilingRun& run, std::int64_t id, const EntryRequest& request);

// A line of a hand-written round: "R1 temperature=20 humidity=55 note=\"water at the door\""; due, done, result and
// person are the entry's own.
EntryRequest entry_of_line(const EntryRequest& common, const std::string& line);

}  // namespace arc
