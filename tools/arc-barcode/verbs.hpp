#pragma once

#include "tools/common/tool.hpp"

namespace arc {

void add_filter(Tool& tool);     // no verb: page records in, page records with barcodes out
void add_read_verb(Tool& tool);  // read FILE…

}  // namespace arc
