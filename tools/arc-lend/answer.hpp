#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/shelving/shelve_verbs.hpp"
#include "tools/common/tool.hpp"

#include <functional>
#include <string>
#include <vector>

namespace arc {

// The columns in which people see records of a kind.
const std::vector<ViewColumn>& loan_columns(const std::string& kind);
// The records as the user wants them, in tables one for each run of records of a kind.
void print_records(Run& run, const Archive& archive, const Answer& answer);

// Opens the archive for writing, runs the verb, prints its answer. Status 4 where all that was asked was refused, else
// what the problems that were said call for.
ExitStatus lend_and_print(Run& run, const std::string& verb, const std::function<ManyDone(FilingRun&)>& work);
// A verb that only reads.
ExitStatus print_from(Run& run, const std::function<Answer(Archive&)>& work);
// The same for verbs that put many records, which are printed as they come.
ExitStatus stream_from(Run& run, const std::string& kind, const std::function<void(Archive&, RecordSink&)>& work);

}  // namespace arc
