#pragma once

#include "jobs/filing/filing_run.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// How secret a document is and until when, who may see it, and where its paper has gone. Faults: usage for what is no
// such level, day, access or state; refused as rules/secrecy_change says, and for an access that no appraisal set.

// Only what is given changes; level 0 has no term.
void set_secrecy(FilingRun& run, Document& document, std::optional<int> level, std::optional<std::string> until);
// One of the profile's; "" gives back what its type says. Takes the right to appraise once the document is entered.
void set_access(FilingRun& run, Document& document, const std::string& access);
// here, returned (to whom it belongs), none (there never was any), lost, or "" for not said. Nobody says `destroyed`: a
// disposal does.
void set_paper(FilingRun& run, Document& document, const std::string& state);

// The verb: these documents' paper is in this state, for lost with the caller's reason.
Answer say_paper(FilingRun& run, const std::string& state, const std::vector<std::string>& documents);

// What is known of the paper of what has just been scanned: here for what is on paper, else not said.
std::string paper_of_scan(const Profile& profile, const std::string& document_type);
// The access level in force: its own, else its type's, else the profile's first; "" where the profile has none.
std::string access_of(const Profile& profile, const Document& document);

}  // namespace arc
