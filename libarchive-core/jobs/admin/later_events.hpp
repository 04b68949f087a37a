#pragma once

#include "catalog/sqlite.hpp"
#include "model/event.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// What stands in the way of undoing an event: rows that later events changed or made.

// The row's values as the event left them; of an erased row, those before.
const std::vector<Cell>& row_after(const RowChange& change);
// "12", "12,3": the values of its primary key.
std::string key_of(const RowChange& change);
// Its key, where that is one number.
std::optional<std::int64_t> id_of(const RowChange& row);

// The first event of another operation after this one that changed the same row; 0 when none did.
std::int64_t event_that_changed(Db& db, const Event& event, const RowChange& row);
// The last such event that made a row which names this one and is still there; 0 when none is found. Columns
// that refer to a table bear its name, and `parent` that of their own.
std::int64_t event_that_refers(Db& db, const Event& event, const RowChange& row);

}  // namespace arc
