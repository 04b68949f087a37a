#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/record_sink.hpp"
#include "model/thing.hpp"
#include "search/query.hpp"

#include <cstdint>
#include <optional>

namespace arc {

struct FindRequest {
    Query query;
    std::optional<ThingKind> kind;
    std::int64_t limit = 200;  // 0: none
};

struct FindOutcome {
    std::int64_t shown = 0;
    std::int64_t hidden = 0;  // outside what the caller may see; only counted where the profile says so
    bool more = false;        // the limit ended it
};

// Puts the things that fulfil the query into the sink: customers, tickets, documents, volumes, boxes, places, series,
// persons, each kind in the order of its key. is:missing gives findings, is:waived requirements that a waiver excuses,
// is:unfiled pages; is:shelved and is:unshelved narrow down documents, volumes and boxes; is:lent gives those that are
// away. Faults: what was named in the query does not exist.
FindOutcome find_things(Archive& archive, const Caller& caller, const FindRequest& request, RecordSink& sink);

}  // namespace arc
