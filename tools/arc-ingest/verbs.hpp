#pragma once

#include "tools/common/tool.hpp"

namespace arc {

void add_intake(Tool& tool);            // PATH…, --files-from, --pnm, --watch, resume
void add_batch_verbs(Tool& tool);       // batch list, show, close, withdraw
void add_quarantine_verbs(Tool& tool);  // quarantine list, show, retry, drop

}  // namespace arc
