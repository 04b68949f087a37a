#pragma once

#include "jobs/filing/filing_run.hpp"
#include "model/handover.hpp"
#include "model/thing.hpp"
#include "rules/handover_count.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

// A line that was typed, scanned or piped, and what it names. A record of a pipe (arc-find --format jsonl) names its
// thing. Errors: those of parse_count_line and resolve_thing.
struct NamedLine {
    CountLine line;
    Thing thing;
};
Result<NamedLine> named_line(Archive& archive, const std::string& text);

// What a thing brings onto a list of this kind, not yet on it: a document itself; a volume or box and, as lines that go
// with it, all that lies in it; for a delivery the documents of a ticket, customer or node of the series that can be
// handed over and have not been. Declared counts come from the record, else from the images. Empty when nothing is left
// to hand over. Errors: refused, with why a document cannot go; usage for kinds that no such list holds.
Result<std::vector<HandoverItem>> lines_of(FilingRun& run, HandoverKind kind, Thing thing);

// Why this document cannot be handed over now: withdrawn, its paper is not here, its batch is still open, on another
// list. Nothing when it can. `again`: it may have been handed over before.
std::optional<Error> obstacle(FilingRun& run, std::int64_t document, bool again);

// The caller may hand over what the line is about (Fault as require_right).
void require_handover_right(Archive& archive, const Caller& caller, Thing thing);

// "document 12 (contract)", "volume 2026-0001": how messages speak of a line.
std::string words_for(Archive& archive, Thing thing);

}  // namespace arc
