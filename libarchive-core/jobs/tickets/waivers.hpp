#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/record_sink.hpp"

#include <string>

namespace arc {

// Excuses a required document of a ticket, customer or series until a day (容缺), with the caller's reason. Only what
// the profile requires and lets be waived. The same again gives the same waiver.
Answer grant_waiver(FilingRun& run, const std::string& subject, const std::string& type, const std::string& until);
Answer withdraw_waiver(FilingRun& run, std::int64_t id);
// Those in force of one subject, or all that were ever granted with "".
void list_waivers(Archive& archive, const std::string& subject, RecordSink& sink);

}  // namespace arc
