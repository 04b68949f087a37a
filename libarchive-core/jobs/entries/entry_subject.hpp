#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/filing/thing_facts.hpp"
#include "model/profile.hpp"
#include "model/thing.hpp"

#include <functional>
#include <optional>
#include <string>

namespace arc {

// What entries are about. Fault (usage) for a kind of entry that the profile does not have.
const EntryKind& need_entry_kind(const Profile& profile, const std::string& name);
// The thing that people name, of the kind that such entries are about; `medium` stands for a document that is not on
// paper. Faults where there is none, more than one, or another kind of thing.
Thing named_entry_subject(Archive& archive, const EntryKind& kind, const std::string& text);

// What rules may ask about it; documents also know when they were captured.
Facts entry_facts(Archive& archive, Thing subject);
// The day from which the kind's entries are due for it, if it has come to that.
std::optional<Day> entry_start(const EntryKind& kind, const Facts& facts);
// The kind's `when`; what cannot be told is left out.
bool is_entry_subject(const EntryKind& kind, const Facts& facts);
// Every thing that entries of this kind may be about, until false.
void for_each_entry_subject(Archive& archive, const EntryKind& kind, const std::function<bool(Thing)>& subject);

// Whose task it is: the one who is responsible for it, where the profile says so.
std::optional<std::int64_t> entry_person(Archive& archive, const EntryKind& kind, Thing subject);
// May the caller enter and close such entries? Whoever has the role that the profile names, or who is responsible where
// it says so; else the right to work on such a thing: change (customers, tickets, series, units, persons), file
// (documents, batches), shelve (places, boxes, volumes), handover, lend. Fault (refused).
void require_entry_right(FilingRun& run, const EntryKind& kind, Thing subject);

}  // namespace arc
