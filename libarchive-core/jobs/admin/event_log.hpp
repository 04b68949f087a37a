#pragma once

#include "catalog/event_table.hpp"
#include "jobs/archive.hpp"
#include "jobs/record_sink.hpp"
#include "jobs/reporter.hpp"

#include <string>

namespace arc {

struct LogRequest {
    std::string since;  // a day of the archive's zone, or an instant; "" for all
    std::string until;  // the last day, or the instant before which
    std::string verb;
    std::string by;
    std::int64_t last = 0;  // only the newest so many of those that fit; 0: all
};

// Puts an "event" record for every event that fits, oldest first, and follows the whole chain on the way: the first
// event that does not fit is told as a problem. Returns the head of the chain.
ChainHead show_log(Archive& archive, const LogRequest& request, RecordSink& sink, Reporter& reporter);

}  // namespace arc
