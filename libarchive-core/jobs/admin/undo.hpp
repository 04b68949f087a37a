#pragma once

#include "jobs/change.hpp"
#include "jobs/record_sink.hpp"

#include <cstdint>

namespace arc {

// Takes back what the operation of this event did, its last change first, in one Change. Puts a record "undo"; a dry
// run also one "change" for every row that would go back. Undoing an undo does it again. Faults: not_found; refused for
// operations that nothing may take back (init, ingest, profile apply …), for those undone already, and when a row was
// changed since: the message names the row and the event that changed it. Counters are never turned back: a number once
// given is given.
void undo_operation(Archive& archive, Operation& operation, std::int64_t event, RecordSink& sink);

}  // namespace arc
