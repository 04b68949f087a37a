#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/appraisal.hpp"
#include "model/organisation.hpp"

#include <string>
#include <vector>

namespace arc {

struct AppraisalRequest {
    std::vector<std::string> things;  // documents, or what holds them
    std::string aspect;
    std::string verdict;
    std::string until;  // day, "permanent", or ""
    std::vector<std::string> by;
};

// What a group judged of documents (rules/appraisal_effect), with the caller's reason. Documents that cannot take the
// verdict are told as problems, the others changed; a document whose last appraisal of the aspect says the same by the
// same persons is left as it is. Faults: fewer persons than the profile's group; all documents refused.
// Records of kind appraisal.
Answer appraise(FilingRun& run, const AppraisalRequest& request);

// One document that the group judged; Errors as rules/appraisal_effect, and refused where a secrecy level is lowered
// without who set it.
Result<Appraisal> appraise_document(FilingRun& run, std::int64_t document, Appraisal appraisal,
                                    const std::vector<Person>& group);
// The persons, who must be as many as the profile's group. Faults: usage, refused.
std::vector<Person> appraisal_group(const FilingRun& run, const std::vector<std::string>& by);

}  // namespace arc
