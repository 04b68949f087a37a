#pragma once

#include "jobs/change.hpp"
#include "jobs/export/export_scope.hpp"
#include "jobs/find/thing_record.hpp"
#include "jobs/reporter.hpp"
#include "model/value.hpp"

#include <string>
#include <string_view>

namespace arc {

enum class BagKind {
    plain,
    transfer,  // with what another archive wants to take it over (transfer_papers)
    handover,  // with the signed list that its documents stand on
};
std::string_view to_text(BagKind kind);  // "bag", "transfer", "handover"

struct BagRequest {
    BagKind kind = BagKind::plain;
    ExportScope scope;
    std::string output;      // a folder that is not there yet, or a file .tar or .zip
    bool sm3 = false;        // a third manifest
    bool unmask = false;     // private fields in the records; needs the right
    std::string taker;       // of a transfer: which archive
    std::string passphrase;  // encrypts a zip file; "" for none
    int threads = 1;
};

// Writes a BagIt 1.0 bag of the documents (RFC 8493): their files, what those were converted to, records, catalogue and
// METS in data/, manifests in SHA-256 and SHA-512. It is read back and verified before it gets its name; the export is
// an event of all documents. The same bag written again is left as it is, when it still is valid. Returns the record
// `bag`. Faults: as documents_in; usage (the output's name is taken by something else); damaged (a stored file has
// changed).
Record write_bag(Archive& archive, Operation& operation, const BagRequest& request, Reporter& reporter);

}  // namespace arc
