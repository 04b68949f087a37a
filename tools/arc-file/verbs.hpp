#pragma once

#include "tools/common/tool.hpp"

namespace arc {

void add_filter(Tool& tool);  // no verb: page records with barcodes in, document records out

}  // namespace arc
