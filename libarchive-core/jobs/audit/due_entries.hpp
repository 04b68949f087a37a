#pragma once

#include "jobs/audit/audit.hpp"
#include "jobs/record_sink.hpp"
#include "model/thing.hpp"

#include <functional>
#include <optional>
#include <string>

namespace arc {

// An entry that falls due: somebody entered it, or the profile plans it.
struct DueEntry {
    const EntryKind* kind = nullptr;
    Thing subject;
    std::string name;  // of the subject, as people say it
    Day due;
    std::optional<std::int64_t> entry;   // that is to do already
    std::optional<std::int64_t> person;  // whose task it is
};
// All of the kinds asked for that are due before a day, or listed (`ahead`) before it, entered ones first.
void for_each_due(AuditRun& run, const std::function<bool(const EntryKind&)>& wanted, Day before,
                  const std::function<void(const DueEntry&)>& found);

// How one kind of entries goes: of all that fell due up to today, how many were done.
struct EntryRate {
    const EntryKind* kind = nullptr;
    std::int64_t due = 0;
    std::int64_t done = 0;
};
enum class RateBy { kind, person, unit };
// By kind and, as asked, person or unit ("" for neither), as records of kind "rate": kind, title, who, due, done,
// behind, percent, target.
void put_rates(AuditRun& run, RateBy by, RecordSink& sink);
// What falls due before a day, as records of kind "due": kind, title, subject, customer, due, owner, late.
void put_due(AuditRun& run, Day before, RecordSink& sink);

// A finding about what an entry is about.
Finding about_subject(AuditRun& run, std::string_view family, std::string_view code, Thing subject);

}  // namespace arc
