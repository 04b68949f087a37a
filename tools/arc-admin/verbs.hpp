#pragma once

#include "tools/common/tool.hpp"

namespace arc {

// Each adds verbs with their options; one file each.
void add_init_verb(Tool& tool);

}  // namespace arc
