#pragma once

#include "base/result.hpp"
#include "model/event.hpp"

#include <span>
#include <string>
#include <vector>

namespace arc {

// The changes of an event as the members of its JSON list "changes": neighbours that differ only in their cells are one
// block of rows. What all rows of a block have alike, or count up by one, is said once; man/arc-records.5 is the
// grammar. Appends without the brackets of the list.
void append_blocks(std::string& json, std::span<const RowChange> changes);
// Reads such a list, of this grammar or of the one that repeated everything.
Result<std::vector<RowChange>> read_blocks(const List& blocks);

}  // namespace arc
