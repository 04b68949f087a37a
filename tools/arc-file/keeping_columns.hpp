#pragma once

#include "tools/common/record_printer.hpp"

#include <string>
#include <vector>

namespace arc {

// The columns of what keeping and destroying answer with; null for other kinds.
const std::vector<ViewColumn>* keeping_columns(const std::string& kind);

}  // namespace arc
