#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/record_sink.hpp"

#include <string>
#include <vector>

namespace arc {

// Quality gates (三道关, arc-file(1)). Texts are as people typed them; Faults say what is wrong, and then nothing has
// changed. A THING is a document, or a ticket, batch or volume for all its documents that can be looked at.

// Draws the sample of a gate that looks at a part: of those documents that are in no lot of the gate yet. `seed`: ""
// takes one that nobody could know before, from the chain of events. When all are in lots already, the answer is these.
Answer open_review(FilingRun& run, const std::vector<std::string>& things, const std::string& gate,
                   const std::string& seed);
// The documents pass the gate as they are now. Refused where an earlier gate or a failure stands in the way, where the
// batch is still open, for who captured or filed it (but at the gate `own`), and for who lacks the gate's role.
Answer pass_review(FilingRun& run, const std::vector<std::string>& things, const std::string& gate);
// A document, or one page of it, fails, with the caller's reason: the page waits for a better scan.
Answer fail_review(FilingRun& run, const std::vector<std::string>& things, const std::string& gate,
                   const std::string& page);
// Failures of whole documents, or of this page, are made good otherwise than by a better scan; with the caller's
// reason.
Answer mend_review(FilingRun& run, const std::vector<std::string>& things, const std::string& page);

// What waits: a record of kind "gate" for each document and the first gate that it has not passed. `gate`: only where
// it is this one. Without things all documents; at most `most` lines, 0 for all. Returns true when there is more.
bool list_waiting(Archive& archive, const Caller& caller, const std::vector<std::string>& things,
                  const std::string& gate, std::int64_t most, RecordSink& sink);
// All gates, reviews and lots of these things; also of lots as "lot:3".
void show_reviews(Archive& archive, const Caller& caller, const std::vector<std::string>& things, RecordSink& sink);

}  // namespace arc
