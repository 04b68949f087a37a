#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/document.hpp"

#include <string>
#include <vector>

namespace arc {

// Sets what "field=value" texts say of a document that is not yet written back: title, date (a day, a month or a year),
// author, sheets, sides, secrecy (its name or place), number (only where it has none: a 档号 never changes), form,
// compared, and the profile's fields. Faults: usage, refused; they never hold a private value.
void set_document_fields(FilingRun& run, Document& document, const std::vector<std::string>& entries);

}  // namespace arc
