#pragma once

#include "jobs/find/thing_record.hpp"
#include "jobs/record_sink.hpp"

namespace arc {

// The events that tell of a thing, oldest first, as records of kind "event": n, at, by, acting, verb, reason and what
// changed of it, in words. Private values are never shown.
void put_history(Archive& archive, Thing thing, RecordSink& sink);

}  // namespace arc
