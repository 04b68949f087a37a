#pragma once

#include "jobs/change.hpp"
#include "jobs/export/export_scope.hpp"
#include "jobs/reporter.hpp"
#include "model/value.hpp"

#include <string>

namespace arc {

struct TreeRequest {
    ExportScope scope;
    std::string output;  // a folder that is not there yet
    int threads = 1;
};

// A folder that a browser shows without a network or a server, from a stick or a disc: index.html with a list that can
// be searched, a contact sheet for each document, its files as they are, pictures of those that browsers do not know,
// and IIIF Presentation 3 manifests whose ids are relative paths. Written beside its place and named when it is whole.
// The export is an event of all documents. Returns the record `tree`. Faults as documents_in.
Record write_tree(Archive& archive, Operation& operation, const TreeRequest& request, Reporter& reporter);

}  // namespace arc
