#pragma once

#include "tools/common/record_printer.hpp"

#include <string>
#include <vector>

namespace arc {

// A value of a record as people read it: lists with blanks between, objects as name=value, yes and no; "" for null.
std::string cell_text(const Value* value);
// What stands in the columns of a record. With a zone, instants by its clock, to the minute; without, as they are kept.
std::vector<std::string> record_cells(const Record& record, const std::vector<ViewColumn>& columns, const Zone* zone);

}  // namespace arc
