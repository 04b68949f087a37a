#pragma once

#include "jobs/audit/audit.hpp"
#include "jobs/change.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

struct SampleAnswer {
    std::int64_t ordinal = 0;
    std::string outcome;             // right, wrong, unreached
    std::vector<std::string> wrong;  // names of fields
    std::string note;
};
// Enters what was found. The same again changes nothing; another answer replaces the first, the event keeps both. When
// the last item is answered the sample is done. Faults: an unknown item or outcome, a wrong one without field.
void enter_answers(AuditRun& run, Operation& operation, std::int64_t sample, const std::vector<SampleAnswer>& answers);
// Answers as a work sheet in CSV or JSON Lines brings them: columns ordinal, outcome, wrong, note. Fault with the row.
std::vector<SampleAnswer> read_answers(const std::string& file);

}  // namespace arc
