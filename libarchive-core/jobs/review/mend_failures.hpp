#pragma once

#include "jobs/filing/filing_run.hpp"

#include <cstdint>

namespace arc {

// Failures about a page that a better scan replaced, or that was taken out for good, are made good now. Their documents
// must pass the gate again.
void mend_page_failures(const FilingRun& run, std::int64_t page);
// A page that failed goes to another document: the failure goes with it.
void carry_page_failures(const FilingRun& run, std::int64_t page, std::int64_t document);

}  // namespace arc
