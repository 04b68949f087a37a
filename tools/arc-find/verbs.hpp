#pragma once

#include "tools/common/tool.hpp"

namespace arc {

void add_query(Tool& tool);
void add_thing_verbs(Tool& tool);
void add_complete(Tool& tool);

}  // namespace arc
