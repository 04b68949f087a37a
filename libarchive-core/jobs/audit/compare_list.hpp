#pragma once

#include "jobs/audit/audit.hpp"

#include <string>
#include <vector>

namespace arc {

struct ListRequest {
    std::string file;  // CSV or JSON Lines, "-" for standard input; headings as arc-admin import takes them
    std::vector<std::string> sums;  // fields whose rows of one customer are added up (two transformers, one customer)
    bool whole = false;             // the list names all: who is not in it is a finding
};

// Holds somebody else's list of customers against the catalog: each field that differs (A0831), customers that only one
// side has (A0832, A0833). Private values are compared and never shown. Faults: a list that cannot be read, without a
// column for the number, a field to add up that it does not have.
void compare_list(AuditRun& run, const ListRequest& request, const TellFinding& tell);

}  // namespace arc
