#pragma once

#include "jobs/find/thing_record.hpp"
#include "jobs/record_sink.hpp"

namespace arc {

// Everything about one thing as one record: its own fields, the profile's fields, where it is, and lists of its states,
// stages, documents, pages, labels and waivers.
Record show_thing(Archive& archive, ThingRecords& records, Thing thing, ThingRecords::Masking masking);
// The same as rows of two columns for people: field and value, a list's members under one another; instants inside of
// them by the clock of the zone where there is one.
void put_as_rows(const Record& shown, const Zone* zone, RecordSink& sink);

// Whether looking at this thing must be an event: in a guarded archive, or when the profile says so, for customers,
// documents and pages.
bool look_is_logged(const Archive& archive, Thing thing);
// Writes that event; the archive must be open for writing.
void log_look(Archive& archive, const Caller& caller, Thing thing, ThingRecords::Masking masking);

}  // namespace arc
