#pragma once

#include "tools/common/tool.hpp"

namespace arc {

void add_code_list(Tool& tool);
void add_completeness(Tool& tool);
void add_gaps(Tool& tool);
void add_fixity(Tool& tool);

}  // namespace arc
