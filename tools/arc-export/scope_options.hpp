#pragma once

#include "jobs/export/export_scope.hpp"
#include "tools/common/tool.hpp"

namespace arc {

// --ticket, --customer, --volume, --document, --unit, --year and --query of a verb.
void add_scope_options(Command verb, ExportScope& scope);

}  // namespace arc
