#pragma once

#include "jobs/lending/lending_run.hpp"

#include <string>
#include <vector>

namespace arc {

// Says yes, in the next role that must be asked. Who borrows or asked for it cannot; nobody says yes twice. Once all
// have, the loan is approved; a look then holds for the terms' limit. Faults: refused, with what is lacking.
ManyDone approve_loans(FilingRun& run, const std::vector<std::string>& loans, const std::string& note);
// Says no; takes the caller's reason. Also of what was approved and has not gone out.
ManyDone deny_loans(FilingRun& run, const std::vector<std::string>& loans);
// The borrower does not want it any more.
ManyDone cancel_loans(FilingRun& run, const std::vector<std::string>& loans);

}  // namespace arc
