#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/record_sink.hpp"

#include <string>
#include <vector>

namespace arc {

struct RetentionFilter {
    enum class Which {
        due,           // whose last day is before `due_before`
        not_started,   // whose term waits for what it counts from
        without_rule,  // that no rule held for
    };
    Which which = Which::due;
    std::string due_before;           // a day; "": today
    std::vector<std::string> things;  // these documents instead, whatever their term
};

// Documents with their terms and the rules in words (retention_record), the longest over first; what the caller may not
// find is left out. Returns how many.
std::int64_t list_retention(Archive& archive, const Caller& caller, const RetentionFilter& filter, RecordSink& sink);

}  // namespace arc
