#pragma once

#include "jobs/archive.hpp"
#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"
#include "model/batch.hpp"

#include <string>

namespace arc {

// Puts all pages of a batch out again, then its batch record: what `arc-ingest resume BATCH` does, so that the rest of
// the pipe can finish what a killed run began. Closes the batch when it is complete now. Fault (refused): withdrawn.
ExitStatus resume_batch(Archive& archive, Operation& operation, const std::string& code, RecordSink& sink);

// One record a batch: code, state, pages, expected, refused, unfiled, operator, device, opened, closed.
void list_batches(Archive& archive, RecordSink& sink);
void show_batch(Archive& archive, const std::string& code, RecordSink& sink);

// Closes a batch whose count does not fit or that had refusals; needs a reason.
void close_batch(Archive& archive, Operation& operation, const std::string& code);
// Takes a batch back: its pages leave the work list and may not be in documents any more (refused otherwise). Pages and
// objects stay; needs a reason.
void withdraw_batch(Archive& archive, Operation& operation, const std::string& code);

// Closes a batch that is open still, whatever was known of it before this change; returns the state it has then.
BatchState close_if_open(Change& change, std::int64_t batch);

// The batch with this code, or a Fault (not_found) with the nearest ones.
Batch known_batch(Archive& archive, const std::string& code);

}  // namespace arc
