#pragma once

#include "jobs/audit/audit.hpp"
#include "model/loan.hpp"

#include <vector>

namespace arc {

// A finding of A04 about a loan: who has it, of which unit, and whose paper it is where one paper was lent. It is the
// borrower's; once every reminder was sent, or the borrower has left, that of who approved it last.
Finding about_loan(AuditRun& run, std::string_view name, const Loan& loan);

// What is out, by number.
std::vector<Loan> loans_away(AuditRun& run);

// Loans that are not back in time (A0421), and parts of loans that did not come back (A0422).
void state_late_loans(AuditRun& run, const TellFinding& tell);

}  // namespace arc
