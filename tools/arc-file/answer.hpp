#pragma once

#include "jobs/filing/filing_run.hpp"
#include "tools/common/tool.hpp"

#include <functional>
#include <string>

namespace arc {

// The columns in which people see records of a kind.
const std::vector<ViewColumn>& columns_of(const std::string& kind);
// The records as the user wants them, in tables one for each run of records of a kind.
void print_answer(Run& run, const Archive& archive, const Answer& answer);
// Opens the archive for writing, runs the verb, prints its answer. The status tells of the problems that were said.
ExitStatus file_and_print(Run& run, const std::string& verb, const std::function<Answer(FilingRun&)>& work);

}  // namespace arc
