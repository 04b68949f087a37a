#pragma once

#include "jobs/archive.hpp"
#include "model/entry.hpp"
#include "model/thing.hpp"
#include "model/value.hpp"
#include "rules/climate_check.hpp"

#include <optional>
#include <vector>

namespace arc {

// The entry record of arc-records(5). Private fields are masked.
Record entry_record(Archive& archive, const Entry& entry);
// One that the profile plans and nobody has entered yet.
Record planned_entry_record(Archive& archive, const EntryKind& kind, Thing subject, Day due);

// What the readings of an entry about a place break, of what stands there: its fields temperature and humidity against
// the climate that document types and media ask for.
std::vector<ClimateBreach> climate_breaches(Archive& archive, const Entry& entry);
// "temperature 28 is outside 5-15 of negative"
std::string words_of(const ClimateBreach& breach);

}  // namespace arc
