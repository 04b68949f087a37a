#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/record_sink.hpp"
#include "model/thing.hpp"
#include "search/query.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace arc {

struct FindRequest {
    Query query;  // without terms: all there is
    std::optional<ThingKind> kind;
    std::int64_t limit = 200;  // 0: none
    std::string after;         // the `next` of an answer that a limit ended; "" from the beginning
};

struct FindOutcome {
    std::int64_t shown = 0;
    std::int64_t hidden = 0;  // outside what the caller may see; only counted where the profile says so
    bool more = false;        // the limit ended it
    std::string next;         // where the next page begins: behind the last thing shown, whatever others write
};

// Puts the things that fulfil the query into the sink: customers, tickets, documents, volumes, boxes, places, series,
// persons, each kind in the order of its key; then, where words may be pinyin, those that only sound so. is:missing
// gives findings, is:waived requirements that a waiver excuses, is:unfiled pages. Faults: what was named in the query
// does not exist; terms that go together in no kind of thing.
FindOutcome find_things(Archive& archive, const Caller& caller, const FindRequest& request, RecordSink& sink);
// The things alone, without their records.
FindOutcome find_things(Archive& archive, const Caller& caller, const FindRequest& request,
                        const std::function<void(Thing)>& found);

}  // namespace arc
