#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/shelving/shelve_verbs.hpp"
#include "model/customer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

struct AllotRequest {
    std::vector<std::string> customers;  // none: all that are served and have nobody
    std::string of;                      // instead: all of this person, who does not get them again
};

// Makes those responsible whom the profile's rules choose (responsible), each choice knowing of those before it. An
// allotment record for each; who cannot be given to anybody is a problem. Faults: refused (no rules), not_found.
ManyDone allot_customers(FilingRun& run, const AllotRequest& request);
// Whom the rules choose for a customer that is not in the catalog yet; nobody where there are none.
std::optional<std::int64_t> keeper_of_new(FilingRun& run, const Customer& customer);

}  // namespace arc
