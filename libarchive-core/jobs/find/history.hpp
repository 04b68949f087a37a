#pragma once

#include "jobs/find/thing_record.hpp"
#include "jobs/record_sink.hpp"

namespace arc {

// The events that tell of a thing, oldest first, as records of kind "event": n, at, by, acting, verb, reason and what
// changed of it, in words. Private values are never shown.
void put_history(Archive& archive, Thing thing, RecordSink& sink);
// Records of kind "stay", oldest first: for a place what stood there when, for a box, volume or document where it
// stood. Returns how many.
std::size_t put_stays(Archive& archive, Thing thing, RecordSink& sink);

}  // namespace arc
