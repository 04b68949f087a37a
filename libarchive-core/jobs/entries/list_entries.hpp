#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "jobs/record_sink.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arc {

struct EntryQuestion {
    std::string kind;
    std::string subject;
    std::string due_before;  // day: what is to do before it, also what the profile plans and nobody entered yet
    bool only_open = false;
    bool corrected_too = false;
    std::vector<std::string> fields;  // "about=meter": has this text in this field, or in result; nothing planned then
};
// Entries by the day they are due, then planned ones by kind; what the caller may not find is left out.
// Faults (usage): a field that no kind asked for has.
void list_entries(Archive& archive, const Caller& caller, const EntryQuestion& question, RecordSink& sink);

}  // namespace arc
