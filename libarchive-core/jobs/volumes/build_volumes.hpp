#pragma once

#include "jobs/shelving/shelve_verbs.hpp"

#include <string>
#include <vector>

namespace arc {

struct BuildRequest {
    // Documents, or tickets, customers and nodes of the series for all their documents; none: all that lie nowhere.
    std::vector<std::string> things;
    bool close = false;  // bind them at once
    // Instead of the profile's rule: papers with the same values of these fields together.
    std::vector<std::string> by;
};

// Puts papers that lie nowhere into volumes by the profile's rule (volumes): the same values of its fields together, in
// its order, no more documents and sheets than it lets into one. An open volume that was built of the same values is
// filled first. Left out, and counted in notices: papers of open tickets and batches (unless they are named one by
// one), papers that a field of the rule is not known of, and those whose type has a zone of its own (a certificate in
// the safe stands there by itself). The answer is the volumes.
Answer build_volumes(FilingRun& run, const BuildRequest& request);

}  // namespace arc
