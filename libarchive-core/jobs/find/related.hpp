#pragma once

#include "jobs/find/thing_record.hpp"
#include "jobs/record_sink.hpp"

namespace arc {

// The neighbours of a thing as records: customer and tickets, tickets and documents, documents and what holds them,
// what stands above and below, who is responsible for what. At most `limit`; returns whether there were more.
bool put_related(Archive& archive, ThingRecords& records, Thing thing, std::int64_t limit, RecordSink& sink);

}  // namespace arc
