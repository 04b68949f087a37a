#pragma once

#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"

#include <cstdint>
#include <string>

namespace arc {

// The refused files that wait for somebody's decision: number, batch, source, code, reason, stored.
void list_quarantine(Archive& archive, RecordSink& sink);
// The file in quarantine/ that belongs to a refusal; Faults (not_found) for a number that is none or is settled.
std::filesystem::path quarantined_file(Archive& archive, std::int64_t refusal);
// What is known of a refusal, as JSON: source, batch, code, reason, next, at, sha256, bytes. Equal files refused under
// one name share the file and its *.reason.json, which tells of the last; these are the refusal's own.
std::string reason_of_refusal(Archive& archive, std::int64_t refusal);
// Tries to take the file again, into the batch it was refused from; page records come out as from an intake. With an
// opaque type it is taken whole and undecoded. Taken before, all pages of its batch come out as known. A closed batch
// takes it no more, which is a problem that says what to do.
ExitStatus retry_quarantined(Archive& archive, Operation& operation, Reporter& reporter, RecordSink& sink,
                             std::int64_t refusal, const std::string& opaque);
// Gives the file up: it leaves quarantine/, the refusal stays on record. Needs a reason. Dropped before,
// nothing changes.
void drop_quarantined(Archive& archive, Operation& operation, std::int64_t refusal);

}  // namespace arc
